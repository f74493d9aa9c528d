// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs through a front that spoils requests. A fault that never struck fails its test.
class FaultsIT {
  private static final int OBJECTS = 1000;
  private static final int LARGE = (17 << 20) + 5;

  @TempDir private Path folder;
  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private final FaultPlan faults = FaultPlan.seeded(7);
  private final FaultFront front = FaultFront.start(s3.endpoint(), faults);
  private RunFixture fixture;

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst");
    for (int i = 0; i < OBJECTS; i++) s3.put("src", key(i), random(i % 3000, i), Map.of());
    s3.put("src", "large", random(LARGE, 1), Map.of());
    fixture = new RunFixture(folder, s3);
  }

  @AfterEach
  void stop() {
    front.close();
    s3.close();
  }

  private static String key(int i) {
    return "k/%04d".formatted(i);
  }

  private String bucket(String bucket) {
    return RunFixture.bucket(front.endpoint(), bucket, "");
  }

  private void someOfEverything() {
    someThatNeedNoBody();
    faults.add(heard("cut", new Fault.CutBody(100)));
  }

  /// Not where an upload begins: what becomes of one whose id nobody heard is said by
  /// [#leavesAnUploadThatNobodyHeardOf].
  private static FaultRule heard(String name, Fault fault) {
    return FaultRule.of(name, fault)
        .where(request -> request.operation() != S3Operation.CREATE_MULTIPART_UPLOAD)
        .withProbability(0.01);
  }

  private void someThatNeedNoBody() {
    faults.add(FaultRule.of("slow down", Fault.slowDown()).withProbability(0.05));
    faults.add(FaultRule.of("reset", new Fault.Reset()).withProbability(0.01));
    faults.add(heard("lost", new Fault.LostResponse()));
  }

  private void assertNothingFailed(RunResult result) {
    assertThat(result.stopped()).isNull();
    assertThat(result.report()).isNull();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.totals().settled()).isEqualTo(OBJECTS + 1);
  }

  private void assertDestinationIsSource() {
    assertThat(s3.keys("dst")).isEqualTo(s3.keys("src"));
    for (Key key : s3.keys("src")) {
      assertThat(s3.read("dst", key)).as("%s", key).isEqualTo(s3.read("src", key));
    }
    assertThat(s3.pendingUploads("dst")).isEmpty();
  }

  @Test
  @DisplayName("P-01 P-04 503s, resets, cut bodies and lost answers: stream copy loses nothing")
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
      "P-01 P-04 503s, resets, cut bodies and lost answers: server-side copy loses nothing")
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
  @DisplayName(
      "P-01 P-07 503s, resets and cut bodies: a restore loses nothing and leaves no part files")
  void restoresThroughFaults() throws InterruptedException, IOException {
    someOfEverything();
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
  @DisplayName("P-01 P-04 503s, resets, cut uploads: a backup loses nothing")
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
            fixture.options(manifest(claim(), bucket("dst"), ""), folder.resolve("state-backup"))));
    faults.requireAllFired();
    assertDestinationIsSource();
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
  @DisplayName("P-01 P-19 an object removed between LIST and GET is skipped, and named")
  void namesAnObjectThatWentAway() throws InterruptedException, IOException {
    faults.add(
        FaultRule.of("remove", new Fault.Hook(_ -> s3.remove("src", Key.of(key(5)))))
            .on(S3Operation.GET_OBJECT)
            .onKey(key(5))
            .once());
    RunResult result = fixture.run(manifest(bucket("src"), claim(), ""));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.totals().skipped()).isEqualTo(1);
    assertThat(Files.readAllLines(Path.of(Objects.requireNonNull(result.report()))))
        .singleElement()
        .asString()
        .contains("\"outcome\":\"skipped\"", key(5), "NoSuchKey");
  }

  @Test
  @DisplayName(
      "P-01 P-15 P-19 a key that may not be read fails by name, the rest goes on, no secret is"
          + " told")
  void failsOneForbiddenKeyByName() throws InterruptedException, IOException {
    faults.add(FaultRule.of("forbid", Fault.accessDenied()).onKey(key(7)));
    RunResult result = fixture.run(manifest(bucket("src"), claim(), ""));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().failed()).isEqualTo(1);
    assertThat(result.totals().copied()).isEqualTo(OBJECTS);
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
  @DisplayName("too many failures end the run, and say which limit it was")
  void stopsAtTooManyFailures() throws InterruptedException {
    faults.add(FaultRule.of("forbid", Fault.accessDenied()).on(S3Operation.GET_OBJECT));
    RunResult result =
        fixture.run(manifest(bucket("src"), claim(), "failurePolicy: {maxFailedObjects: 10}"));
    assertThat(result.phase()).isEqualTo(RunResult.Phase.FAILED);
    assertThat(stopped(result).message()).contains("maxFailedObjects = 10");
  }

  private static Failure stopped(RunResult result) {
    return Objects.requireNonNull(result.stopped());
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
                    while (run.progress().totals().copied() < 100) Thread.onSpinWait();
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
    assertThat(second.totals().listed()).isEqualTo(OBJECTS + 1);
    assertDestinationIsSource();
  }
}
