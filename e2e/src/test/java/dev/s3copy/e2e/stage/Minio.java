// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A server that is not ours: the program `minio`, if it is on the PATH, as an image.
final class Minio {
  static final String REFERENCE = "s3copy.local/minio:dev";
  static final List<String> ARGUMENTS =
      List.of("server", "--quiet", "--address", ":" + ServerPod.PORT, "/tmp/data");

  private static final Path ROOT =
      Path.of(System.getProperty("s3copy.root", "..")).toAbsolutePath();

  private Minio() {}

  static Optional<Path> archive() {
    return Stream.of("S3COPY_TEST_SERVERS", "PATH")
        .flatMap(v -> Stream.of(System.getenv().getOrDefault(v, "").split(":")))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "minio"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Minio::pack);
  }

  private static Path pack(Path program) {
    Path images = ROOT.resolve("e2e/target/images");
    Path archive = images.resolve("minio.tar");
    try {
      Files.createDirectories(images);
      if (Files.exists(archive)) return archive;
      Path folder = Files.createDirectories(images.resolve("minio-root"));
      Files.copy(
          program,
          folder.resolve("minio"),
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
      Process packing =
          new ProcessBuilder(
                  ROOT.resolve("build/pack-image").toString(),
                  folder.toString(),
                  REFERENCE,
                  archive.toString(),
                  "[\"HOME=/tmp\"]",
                  "[\"/minio\"]")
              .inheritIO()
              .start();
      int exit = packing.waitFor();
      if (exit != 0) throw new IllegalStateException("build/pack-image: exit " + exit);
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
