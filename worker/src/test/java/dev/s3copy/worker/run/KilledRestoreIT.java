// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.s3.StoredObject;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A restore that finds files as a killed one leaves them: whole, and their folders never synced.
/// What it asks of the kernel is seen by strace.
@Timeout(120)
class KilledRestoreIT {
  private static final int FILES = 20;

  @TempDir private Path folder;

  @Test
  @DisplayName("P-08 files that are there already are made durable before a checkpoint passes them")
  void filesThatAreThereAlreadyAreMadeDurableFirst() throws Exception {
    List<String> calls = calls(restore());
    int synced = calls.indexOf("sync");
    int passed = calls.indexOf("checkpoint");
    assertThat(passed).as("%s", calls).isNotNegative();
    assertThat(synced).as("%s", calls).isBetween(0, passed);
  }

  /// In order: the folder was synced, or a checkpoint was written that passes its files.
  private List<String> calls(String log) throws IOException {
    String volume = Pattern.quote(folder.resolve("volume").toRealPath().toString());
    Pattern call =
        Pattern.compile(
            "(?<sync>fsync\\(\\d+<"
                + volume
                + "/d>|syncfs\\(\\d+<"
                + volume
                + ")"
                + "|(?<checkpoint>\\\\\"checkpoint\\\\\":\\\\\"d/)");
    return call.matcher(log).results().map(KilledRestoreIT::name).toList();
  }

  private static String name(MatchResult call) {
    return call.group("sync") == null ? "checkpoint" : "sync";
  }

  private String restore() throws Exception {
    assumeTrue(works("strace", "-f", "-o", "/dev/null", "true"), "strace cannot be used here");
    try (Volume here = Volume.open(folder, VolumeAccess.READ)) {
      assumeTrue(!here.inMemory(), "temporary files are in memory, where nothing is synced");
    }
    Path log = folder.resolve("strace.log");
    List<String> strace = List.of("strace", "-f", "-y", "-s", "4096", "-o", log.toString());
    List<String> command = new ArrayList<>(strace);
    command.addAll(List.of("-e", "trace=write,pwrite64,fsync,syncfs"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Child.class.getName(), folder.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("COMPLETE, " + FILES + " skipped");
    return Files.readString(log, StandardCharsets.ISO_8859_1);
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Puts the files there as the killed run did, restores, and prints how that ended.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      try (EmbeddedS3 s3 = EmbeddedS3.start()) {
        s3.createBucket("src");
        RunFixture fixture = new RunFixture(Path.of(arguments[0]), s3);
        Path killed = Files.createDirectory(fixture.volume().resolve("d"));
        for (int i = 0; i < FILES; i++) {
          String key = "d/" + i;
          s3.put("src", key, RunFixture.random(100 + i, i), Map.of());
          StoredObject object = Objects.requireNonNull(s3.find("src", Key.of(key)));
          Path file = Files.write(killed.resolve("" + i), s3.read("src", key));
          Files.setLastModifiedTime(file, FileTime.fromMillis(object.modifiedMillis()));
        }
        String source = RunFixture.bucket(s3.endpoint(), "src", "");
        RunResult result = fixture.run(manifest(source, claim(), ""));
        System.out.printf("%s, %d skipped%n", result.phase(), result.totals().skipped());
      }
      System.exit(0);
    }
  }
}
