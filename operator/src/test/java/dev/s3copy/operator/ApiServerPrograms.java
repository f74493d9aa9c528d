// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// etcd, kube-apiserver and kubectl: those of the test cluster (`e2e/cluster`). Where they are not
/// there yet and Go is, they are built, once; module e2e later builds the rest of that cluster.
final class ApiServerPrograms {
  static final String MISSING =
      "no kube-apiserver: it is built where Go is installed (Linux), see e2e/cluster";

  /// The same demand as in module e2e: with `required` a test that cannot run is a failure.
  private static final String DEMAND = "S3COPY_E2E";

  private ApiServerPrograms() {}

  static synchronized Optional<Path> folder() {
    Optional<Path> built = find();
    if (built.isEmpty() && canBuild()) {
      build();
      built = find();
    }
    if (built.isEmpty() && environment(DEMAND, "").equals("required")) {
      throw new IllegalStateException(DEMAND + "=required, but " + MISSING);
    }
    return built;
  }

  private static Optional<Path> find() {
    String caches = System.getProperty("user.home") + "/.cache";
    Path cache = Path.of(environment("XDG_CACHE_HOME", caches), "s3copy");
    if (!Files.isDirectory(cache)) return Optional.empty();
    try (Stream<Path> kept = Files.list(cache)) {
      return kept.map(folder -> folder.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("kubectl"))) // the last to be built
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean canBuild() {
    return System.getProperty("os.name").equals("Linux")
        && Stream.of(environment("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
  }

  private static void build() {
    Path log = Path.of("target", "api-server-build.log").toAbsolutePath();
    System.out.println("building the API server for tests, once: some minutes");
    String script = Path.of("..", "e2e", "cluster", "build").toAbsolutePath().toString();
    try {
      Process process =
          new ProcessBuilder(List.of(script, "api"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(script + " failed:\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while the API server was built", e);
    }
  }

  private static String environment(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
