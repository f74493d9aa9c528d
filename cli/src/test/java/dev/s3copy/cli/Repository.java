// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout that the tests run in.
final class Repository {
  private Repository() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("not inside a checkout");
      }
      folder = parent;
    }
    return folder;
  }
}
