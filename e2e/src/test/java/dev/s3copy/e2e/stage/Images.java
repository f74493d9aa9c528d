// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import java.nio.file.Files;
import java.nio.file.Path;

/// The archives that the build made.
enum Images {
  S3_SERVER("e2e", "s3-server"),
  WORKER("worker", "worker"),
  OPERATOR("operator", "operator");

  private static final Path ROOT = Path.of(System.getProperty("s3copy.root", ".."));

  private final String module;
  private final String image;

  Images(String module, String image) {
    this.module = module;
    this.image = image;
  }

  String reference() {
    return "s3copy.local/" + image + ":dev";
  }

  Path archive() {
    Path file = ROOT.resolve(module).resolve("target/images/s3copy-" + image + ".tar");
    if (Files.exists(file)) return file.toAbsolutePath();
    throw new IllegalStateException("no " + file + "; ./mvnw package makes it (not with -Dquick)");
  }
}
