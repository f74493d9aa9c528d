// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The archives that the build made, or a release's in their place.
enum Images {
  S3_SERVER("e2e", "s3-server"),
  WORKER("worker", "worker"),
  OPERATOR("operator", "operator");

  /// Names the folder of a release, whose operator and worker are tested then. The server of the
  /// tests is always the build's.
  private static final String RELEASE = "S3COPY_E2E_IMAGES";

  private static final String RELEASED = "-images.tar";
  private static final Path ROOT = Path.of(System.getProperty("s3copy.root", ".."));

  private final String module;
  private final String image;

  Images(String module, String image) {
    this.module = module;
    this.image = image;
  }

  String reference() {
    String release = release();
    if (release == null) return "s3copy.local/" + image + ":dev";
    return referenceIn(Path.of(release));
  }

  /// As `build/release` names what is in its archive.
  String referenceIn(Path release) {
    String name = archiveIn(release).getFileName().toString();
    String version = name.substring(releasedStart().length(), name.length() - RELEASED.length());
    return "docker.io/library/s3copy-" + image + ":" + version;
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
    String release = release();
    if (release != null) return archiveIn(Path.of(release));
    Path file = ROOT.resolve(module).resolve("target/images/s3copy-" + image + ".tar");
    if (Files.exists(file)) return file.toAbsolutePath();
    throw new IllegalStateException("no " + file + "; ./mvnw package makes it (not with -Dquick)");
  }

  Path archiveIn(Path release) {
    List<Path> found = new ArrayList<>();
    String wanted = releasedStart() + "*" + RELEASED;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(release, wanted)) {
      files.forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (found.size() == 1) return found.getFirst().toAbsolutePath();
    throw new IllegalStateException(
        RELEASE + ": " + found.size() + " files " + wanted + " in " + release + ", not one");
  }

  private @Nullable String release() {
    return this == S3_SERVER ? null : System.getenv(RELEASE);
  }

  private String releasedStart() {
    return "s3copy-" + image + "-";
  }
}
