// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

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

  /// Differs wherever the image does.
  String version() {
    try (InputStream bytes = Files.newInputStream(archive())) {
      CRC32C sum = new CRC32C();
      byte[] buffer = new byte[1 << 16];
      for (int n = bytes.read(buffer); n > 0; n = bytes.read(buffer)) sum.update(buffer, 0, n);
      return Long.toHexString(sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path archive() {
    Path file = ROOT.resolve(module).resolve("target/images/s3copy-" + image + ".tar");
    if (Files.exists(file)) return file.toAbsolutePath();
    throw new IllegalStateException("no " + file + "; ./mvnw package makes it (not with -Dquick)");
  }
}
