// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Runs between buckets, and into one.
class FaultsIT extends FaultsFixture {
  @Test
  @DisplayName("P-24 P-04 503s, resets, cut bodies and lost answers: stream copy loses nothing")
  void streamsThroughFaults() throws InterruptedException {
    someOfEverything();
    assertNothingFailed(fixture.run(manifest(bucket("src"), bucket("dst"), "transfer: Stream")));
    faults.requireAllFired();
    assertDestinationIsSource();
  }

  @Test
  @DisplayName("P-09 an upload whose beginning went unheard stays: it might be somebody else's")
  void leavesAnUploadThatNobodyHeardOf() throws InterruptedException {
    faults.add(
        FaultRule.of("lost", new Fault.LostResponse())
            .on(S3Operation.CREATE_MULTIPART_UPLOAD)
            .once());
    assertNothingFailed(fixture.run(manifest(bucket("src"), bucket("dst"), "transfer: Stream")));
    faults.requireAllFired();
    assertThat(s3.read("dst", Key.of("large"))).isEqualTo(s3.read("src", Key.of("large")));
    assertThat(s3.pendingUploads("dst")).hasSize(1);
  }

  @Test
  @DisplayName(
      "P-24 P-04 503s, resets, cut bodies and lost answers: server-side copy loses nothing")
  void copiesThroughFaults() throws InterruptedException {
    someOfEverything();
    faults.add(
        FaultRule.of("error in 200", new Fault.ErrorInOk("InternalError", "again"))
            .on(S3Operation.COPY_OBJECT)
            .withProbability(0.05));
    assertNothingFailed(fixture.run(manifest(bucket("src"), bucket("dst"), "")));
    faults.requireAllFired();
    assertDestinationIsSource();
  }

  @Test
  @DisplayName("P-24 P-04 503s, resets, cut uploads: a backup loses nothing")
  void backsUpThroughFaults() throws InterruptedException {
    fixture.run(manifest(bucket("src"), claim(), ""));
    // A PUT is answered without a body: there is nothing to cut.
    someThatNeedNoBody();
    faults.add(
        FaultRule.of("cut upload", new Fault.CutUpload(50))
            .on(S3Operation.PUT_OBJECT, S3Operation.UPLOAD_PART)
            .withProbability(0.02));
    assertNothingFailed(
        RunFixture.run(
            fixture.options(
                manifest(claim(), bucket("dst"), ""), folder().resolve("state-backup"))));
    faults.requireAllFired();
    assertDestinationIsSource();
  }

  @Test
  @DisplayName(
      "P-07 P-11 an upload completed without an answer is there once, and nothing is left over")
  void completesOnceThoughTheAnswerIsLost() throws InterruptedException {
    faults.add(
        FaultRule.of("lost", new Fault.LostResponse())
            .on(S3Operation.COMPLETE_MULTIPART_UPLOAD)
            .once());
    assertNothingFailed(fixture.run(manifest(bucket("src"), bucket("dst"), "transfer: Stream")));
    faults.requireAllFired();
    assertDestinationIsSource();
  }

  @Test
  @DisplayName("P-03 a listing that goes back ends the run")
  void stopsAtAListingOutOfOrder() throws InterruptedException {
    // The first page is looked at when the run begins; the disorder is in the second one.
    for (int i = 0; i < 1000; i++) s3.put("src", "a/" + i, new byte[1], Map.of());
    faults.add(
        FaultRule.of("disorder", new Fault.Rewrite(FaultsIT::swapTwoKeys))
            .on(S3Operation.LIST_OBJECTS_V2));
    RunResult result = fixture.run(manifest(bucket("src"), bucket("dst"), ""));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.FAILED);
    assertThat(stopped(result).kind()).isEqualTo(FailureKind.LISTING_INCONSISTENT);
  }

  private static byte[] swapTwoKeys(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String swapped =
        text.replace("0010</Key>", "#</Key>")
            .replace("0500</Key>", "0010</Key>")
            .replace("#</Key>", "0500</Key>");
    return swapped.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("a server that is busy for a moment does not end the run before it starts")
  void triesTheFirstRequestsAgain() throws InterruptedException {
    faults.add(FaultRule.of("busy at first", Fault.slowDown()).atMost(2));
    assertNothingFailed(fixture.run(manifest(bucket("src"), bucket("dst"), "")));
    faults.requireAllFired();
  }

  @Test
  @DisplayName("P-13 an interrupted run goes on where it stopped, and counts each key once")
  void goesOnAfterAnInterrupt() throws InterruptedException {
    faults.add(FaultRule.of("latency", Fault.delay(java.time.Duration.ofMillis(30))));
    RunResult first;
    try (LocalRun run =
        LocalRun.prepare(fixture.options(manifest(bucket("src"), bucket("dst"), "")))) {
      Thread stopper =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (faults.fired("latency") < 150) Thread.onSpinWait();
                    run.interrupt();
                  });
      first = run.run();
      stopper.join();
    }
    assertThat(first.phase()).isEqualTo(RunResult.Phase.INTERRUPTED);
    assertThat(first.totals().copied()).isBetween(1L, (long) OBJECTS);

    faults.clear();
    RunResult second = fixture.run(manifest(bucket("src"), bucket("dst"), ""));
    assertNothingFailed(second);
    assertThat(second.totals().listed()).isEqualTo(ALL);
    assertDestinationIsSource();
  }
}
