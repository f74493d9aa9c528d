// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A restore to a file system without fsync, which strace plays: the only way to have one anywhere.
@Timeout(120)
class RefusedFsyncIT {
  private static final List<String> STRACE = List.of("strace", "-f", "-e", "trace=fsync");

  @TempDir private Path folder;

  @BeforeEach
  void requireStrace() throws IOException, InterruptedException {
    boolean usable;
    try {
      List<String> command = new ArrayList<>(STRACE);
      command.addAll(List.of("-o", "/dev/null", "true"));
      usable = new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      usable = false;
    }
    assumeTrue(usable, "strace cannot be used here");
  }

  @Test
  @DisplayName("P-08 a run whose file system refuses fsync says that files may be lost")
  void aRefusedFsyncIsTold() throws Exception {
    String root = Files.createDirectories(folder.resolve("volume")).toString();
    assertThat(restore("inject=fsync:error=EINVAL", "-P", root))
        .contains("COMPLETE, 1 copied, [FsyncUnsupported " + root + ":");
  }

  @Test
  @DisplayName("P-08 a run whose files are durable has nothing to say")
  void whereFsyncWorksNothingIsTold() throws Exception {
    assertThat(restore("trace=fsync")).contains("COMPLETE, 1 copied, []");
  }

  private String restore(String expression, String... more) throws Exception {
    List<String> command = new ArrayList<>(STRACE);
    command.addAll(List.of("-o", folder.resolve("strace.log").toString(), "-e", expression));
    command.addAll(List.of(more));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), folder.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /// Restores one file in a JVM of its own, and prints how that ended.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (EmbeddedS3 s3 = EmbeddedS3.start()) {
        s3.createBucket("src");
        s3.put("src", "file", new byte[1], Map.of());
        RunFixture fixture = new RunFixture(Path.of(arguments[0]), s3);
        String source = RunFixture.bucket(s3.endpoint(), "src", "");
        RunResult result = fixture.run(manifest(source, claim(), ""));
        List<String> limitations =
            result.limitations().stream().map(l -> l.code() + " " + l.effect()).toList();
        System.out.printf(
            "%s, %d copied, %s%n", result.phase(), result.totals().copied(), limitations);
      }
      System.exit(0);
    }
  }
}
