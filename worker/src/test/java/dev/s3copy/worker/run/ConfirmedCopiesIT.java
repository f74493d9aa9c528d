// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.RequestLog;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as copied is what a listing of the destination shows.
class ConfirmedCopiesIT {
  @TempDir private Path folder;

  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private final FaultPlan plan = FaultPlan.none();
  private final FaultFront front = FaultFront.start(s3.endpoint(), plan);

  ConfirmedCopiesIT() {
    s3.createBucket("src").createBucket("dst");
  }

  @AfterEach
  void close() {
    front.close();
    s3.close();
  }

  private RunResult copy(String transfer) throws InterruptedException {
    String from = RunFixture.bucket(front.endpoint(), "src", "");
    String to = RunFixture.bucket(front.endpoint(), "dst", "");
    return new RunFixture(folder, s3).run(RunFixture.manifest(from, to, "transfer: " + transfer));
  }

  private void put(int count) {
    for (int i = 0; i < count; i++) s3.put("src", "k/%05d".formatted(i), random(10, i), Map.of());
  }

  private static String report(RunResult result) throws IOException {
    return Files.readString(Path.of(Objects.requireNonNull(result.report())));
  }

  @Test
  @DisplayName("P-29 a thousand copies are confirmed by one request, whatever their ETags")
  void confirmsAThousandWithOneRequest() throws InterruptedException {
    put(5000);
    Fault otherETags =
        new Fault.Rewrite(
            body ->
                new String(body, StandardCharsets.UTF_8)
                    .replaceAll("(?s)ETag>.*?</ETag", "ETag>\"e-1\"</ETag")
                    .getBytes(StandardCharsets.UTF_8));
    plan.add(FaultRule.of("etag", otherETags).on(S3Operation.COPY_OBJECT));

    assertThat(copy("ServerSide").totals().copied()).isEqualTo(5000);

    assertThat(front.log().count(S3Operation.HEAD_OBJECT)).isZero();
    assertThat(front.log().lines(ConfirmedCopiesIT::listsDestination)).hasSizeLessThan(20);
  }

  private static boolean listsDestination(RequestLog.Line line) {
    return line.request().operation() == S3Operation.LIST_OBJECTS_V2
        && line.request().bucket().equals("dst");
  }

  @Test
  @DisplayName("P-29 a listing that fails for a while is asked again later")
  void asksAgainAfterAnOutageOfTheListing() throws InterruptedException {
    put(4000);
    AtomicInteger refusals = new AtomicInteger(12);
    plan.add(
        FaultRule.of("busy", new Fault.Status(500, "InternalError", "not now"))
            .on(S3Operation.LIST_OBJECTS_V2)
            .where(
                request ->
                    request.bucket().equals("dst")
                        && s3.count("dst") > 0
                        && refusals.getAndDecrement() > 0));

    RunResult result = copy("Stream");

    assertThat(result.totals().copied()).isEqualTo(4000);
    assertThat(result.limitations()).isEmpty();
    assertThat(front.log().lines(line -> listsDestination(line) && line.status() == 200))
        .hasSizeGreaterThan(2);
  }

  @Test
  @DisplayName("P-29 where nothing may be listed, what may be looked at is looked at")
  void looksAtEachWhereNothingIsListed() throws InterruptedException, IOException {
    RunFixture fixture = new RunFixture(folder, s3);
    for (int i = 0; i < 20; i++) {
      Path file = fixture.volume().resolve("k/%05d".formatted(i));
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, random(10, i));
    }
    plan.add(FaultRule.of("no list", Fault.accessDenied()).on(S3Operation.LIST_OBJECTS_V2));
    plan.add(
        FaultRule.of("half", new Fault.Hook(_ -> s3.put("dst", "k/00003", random(5, 3), Map.of())))
            .on(S3Operation.HEAD_OBJECT)
            .onKey("k/00003"));

    RunResult result =
        fixture.run(
            RunFixture.manifest(
                RunFixture.claim(),
                RunFixture.bucket(front.endpoint(), "dst", ""),
                "overwrite: Always\nfailurePolicy: {objectRetries: 1}"));

    assertThat(result.totals().copied()).isEqualTo(19);
    assertThat(report(result)).contains("k/00003", "SizeDisagreement");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-29 a copy that no listing shows, below a key that is an object, has failed")
  void namesWhatIsHidden(String transfer) throws InterruptedException, IOException {
    put(20);
    s3.put("src", "k/00003/below", random(10, 1), Map.of());
    s3.hide("dst", key -> key.toString().startsWith("k/00003/"));

    RunResult result = copy(transfer);

    assertThat(result.totals().copied()).isEqualTo(20);
    assertThat(result.totals().failed()).isOne();
    assertThat(report(result)).contains("k/00003/below", "KeyHidden", "'k/00003' is an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-29 a listing may be late")
  void waitsForAListingThatIsLate(String transfer) throws InterruptedException {
    put(20);
    AtomicInteger looks = new AtomicInteger();
    Key late = Key.of("k/00007");
    s3.hide("dst", key -> key.equals(late) && looks.incrementAndGet() < 3);

    assertThat(copy(transfer).totals().copied()).isEqualTo(20);
    assertThat(looks).hasValueGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-29 an object that a server answered for and does not have is copied again")
  void copiesAgainWhatIsNotThere(String transfer) throws InterruptedException {
    put(20);
    Key removed = Key.of("k/00011");
    AtomicInteger lists = new AtomicInteger();
    Fault remove =
        new Fault.Hook(
            request -> {
              boolean confirms = request.bucket().equals("dst") && lists.incrementAndGet() == 2;
              if (confirms) s3.remove("dst", removed);
            });
    plan.add(FaultRule.of("remove", remove).on(S3Operation.LIST_OBJECTS_V2));

    assertThat(copy(transfer).totals().copied()).isEqualTo(20);
    assertThat(s3.find("dst", removed)).isNotNull();
  }

  @Test
  @DisplayName("P-29 an object that is another one by the time it is confirmed has failed")
  void namesWhatWasReplaced() throws InterruptedException, IOException {
    put(20);
    AtomicInteger lists = new AtomicInteger();
    Fault replace =
        new Fault.Hook(
            request -> {
              boolean confirms = request.bucket().equals("dst") && lists.incrementAndGet() == 2;
              if (confirms) s3.put("dst", "k/00011", random(10, 99), Map.of());
            });
    plan.add(FaultRule.of("replace", replace).on(S3Operation.LIST_OBJECTS_V2));

    RunResult result = copy("Stream");

    assertThat(result.totals().failed()).isOne();
    assertThat(report(result)).contains("k/00011", "Replaced");
  }
}
