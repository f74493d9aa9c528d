// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Single objects and keys that are odd: they fail alone, or do not fail.
class OddObjectsIT extends OddServersFixture {
  @Test
  @DisplayName("P-24 the empty object that stands for the prefix itself is no defect")
  void leavesTheMarkerOfThePrefixOut() throws InterruptedException, IOException {
    s3.put("src", "photos/", new byte[0], Map.of());
    s3.put("src", "photos/a", SMALL, Map.of());
    for (String transfer : List.of("Stream", "ServerSide")) {
      RunResult result =
          RunFixture.run(
              fixture.options(
                  manifest(
                      RunFixture.bucket(front.endpoint(), "src", "photos/"),
                      bucket("dst"),
                      "overwrite: Always\ntransfer: " + transfer),
                  folder.resolve("state-" + transfer)));
      assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
      assertThat(result.totals().copied()).isEqualTo(1);
      assertThat(result.totals().skipped()).isEqualTo(1);
    }
    s3.put("src", "photos/", SMALL, Map.of());
    RunResult result =
        RunFixture.run(
            fixture.options(
                manifest(RunFixture.bucket(front.endpoint(), "src", "photos/"), bucket("dst"), ""),
                folder.resolve("state-with-data")));
    assertThat(report(result)).contains("NoKeyLeft", "destination.s3.prefix");
  }

  @Test
  @DisplayName(
      "P-24 an object that is the prefix itself becomes no folder marker, but fails by name")
  void namesAnObjectThatIsThePrefixItself() throws InterruptedException, IOException {
    s3.put("src", "x", SMALL, Map.of());
    RunResult copy =
        fixture.run(
            manifest(
                RunFixture.bucket(front.endpoint(), "src", "x"),
                RunFixture.bucket(front.endpoint(), "dst", "x/"),
                ""));
    assertThat(report(copy)).contains("NoKeyLeft", "destination.s3.prefix");
    assertThat(s3.count("dst")).isZero();
    RunResult restore =
        RunFixture.run(
            fixture.options(
                manifest(RunFixture.bucket(front.endpoint(), "src", "k"), claim(), ""),
                folder.resolve("state-restore")));
    assertThat(report(restore)).contains("PrefixWithoutSlash", "write prefix: k/");
  }

  @Test
  @DisplayName("P-24 P-19 one object that always fails does not end the run")
  void onePoisonedObjectFailsAlone() throws InterruptedException, IOException {
    faults.add(FaultRule.of("poison", new Fault.Reset()).on(S3Operation.GET_OBJECT).onKey("k/7"));
    RunResult result = fixture.run(manifest(bucket("src"), claim(), ""));
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().copied()).isEqualTo(20);
    assertThat(report(result)).contains("k/7");
  }

  @Test
  @DisplayName("P-24 P-19 one key whose signature is changed on the way does not end the run")
  void oneKeyThatIsRefusedFailsAlone() throws InterruptedException, IOException {
    for (Fault fault :
        List.of(
            new Fault.Status(403, "SignatureDoesNotMatch", "does not match"),
            new Fault.Status(301, "PermanentRedirect", "elsewhere"))) {
      faults.clear();
      faults.add(FaultRule.of("refused", fault).onKey("k/7"));
      RunResult result =
          RunFixture.run(
              fixture.options(
                  manifest(bucket("src"), claim(), "overwrite: Always"),
                  folder.resolve("state-" + fault.hashCode())));
      assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
      assertThat(result.totals().copied()).isEqualTo(20);
      assertThat(report(result)).contains("k/7", "accepts the credentials");
    }
  }

  @Test
  @DisplayName("P-04 a file that changes until its copy is dated is copied again")
  void aFileThatChangesWhileItIsStoredIsCopiedAgain() throws InterruptedException, IOException {
    Path file = fixture.volume().resolve("f");
    Files.writeString(file, "version 1");
    faults.add(
        FaultRule.of("change", new Fault.Hook(_ -> write(file, "version 2")))
            .on(S3Operation.PUT_OBJECT)
            .once());
    RunResult result = fixture.run(manifest(claim(), bucket("dst"), ""));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(s3.read("dst", "f")).asString().isEqualTo("version 2");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
