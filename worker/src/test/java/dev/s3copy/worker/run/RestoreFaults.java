// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Restores: into whatever kind of file system the volume is on.
abstract class RestoreFaults extends FaultsFixture {
  @Test
  @DisplayName(
      "P-24 P-07 503s, resets and cut bodies: a restore loses nothing and leaves no part files")
  void restoresThroughFaults() throws InterruptedException, IOException {
    someOfEverything();
    faults.add(
        FaultRule.of("cut in the middle", new Fault.CutBody(MIDDLE / 2)).onKey("middle").atMost(2));
    faults.add(
        FaultRule.of("cut in a part", new Fault.CutBody(MIDDLE / 2)).onKey("large").atMost(2));
    assertNothingFailed(fixture.run(manifest(bucket("src"), claim(), "")));
    faults.requireAllFired();
    try (Stream<Path> files = Files.walk(fixture.volume())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = fixture.volume().relativize(file).toString();
        assertThat(Files.readAllBytes(file)).as(key).isEqualTo(s3.read("src", key));
      }
    }
  }

  @Test
  @DisplayName(
      "P-04 an object overwritten between LIST and GET arrives as one of its versions, whole")
  void takesOneVersionOfAChangedObject() throws InterruptedException {
    byte[] newer = random(LARGE + 1000, 2);
    faults.add(
        FaultRule.of("overwrite", new Fault.Hook(_ -> s3.put("src", "large", newer, Map.of())))
            .on(S3Operation.GET_OBJECT)
            .onKey("large")
            .once());
    assertNothingFailed(fixture.run(manifest(bucket("src"), claim(), "")));
    faults.requireAllFired();
    assertThat(fixture.volume().resolve("large")).hasBinaryContent(newer);
  }

  @Test
  @DisplayName("P-24 P-19 an object removed between LIST and GET is gone, and named")
  void namesAnObjectThatWentAway() throws InterruptedException, IOException {
    faults.add(
        FaultRule.of("remove", new Fault.Hook(_ -> s3.remove("src", Key.of(key(5)))))
            .on(S3Operation.GET_OBJECT)
            .onKey(key(5))
            .once());
    RunResult result = fixture.run(manifest(bucket("src"), claim(), ""));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.totals().gone()).isEqualTo(1);
    assertThat(result.totals().skipped()).isZero();
    assertThat(Files.readAllLines(Path.of(Objects.requireNonNull(result.report()))))
        .singleElement()
        .asString()
        .contains("\"outcome\":\"gone\"", key(5), "NoSuchKey");
  }

  @Test
  @DisplayName(
      "P-24 P-15 P-19 a key that may not be read fails by name, the rest goes on, no secret is"
          + " told")
  void failsOneForbiddenKeyByName() throws InterruptedException, IOException {
    faults.add(FaultRule.of("forbid", Fault.accessDenied()).onKey(key(7)));
    RunResult result = fixture.run(manifest(bucket("src"), claim(), ""));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().failed()).isEqualTo(1);
    assertThat(result.totals().copied()).isEqualTo(ALL - 1);
    List<String> lines = Files.readAllLines(Path.of(Objects.requireNonNull(result.report())));
    assertThat(lines)
        .singleElement()
        .asString()
        .contains(key(7), "AccessDenied", "\"httpStatus\":403", "\"attempts\":1", "GetObject");
    assertNoSecretBelow(fixture.state());
  }

  private void assertNoSecretBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content).as("%s", file).doesNotContain(s3.secretKey());
      }
    }
  }

  @Test
  @DisplayName("too many failures end the run, and say which limit it was")
  void stopsAtTooManyFailures() throws InterruptedException {
    faults.add(FaultRule.of("forbid", Fault.accessDenied()).on(S3Operation.GET_OBJECT));
    RunResult result =
        fixture.run(manifest(bucket("src"), claim(), "failurePolicy: {maxFailedObjects: 10}"));
    assertThat(result.phase()).isEqualTo(RunResult.Phase.FAILED);
    assertThat(stopped(result).message()).contains("maxFailedObjects = 10");
  }
}
