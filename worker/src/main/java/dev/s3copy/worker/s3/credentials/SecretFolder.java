// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One file per key.
final class SecretFolder extends SecretFiles {
  private final Path folder;

  SecretFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  @Nullable String read(String key) {
    return text(folder.resolve(key));
  }

  @Override
  Path where() {
    return folder;
  }
}
