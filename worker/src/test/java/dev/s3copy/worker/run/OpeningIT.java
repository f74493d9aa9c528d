// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.RequestLog;
import dev.s3copy.testkit.s3.S3Operation;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run asks what it has to know before its first object in as few round trips as can be.
class OpeningIT {
  @TempDir private Path folder;

  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private final FaultPlan plan = FaultPlan.none();
  private final FaultFront front = FaultFront.start(s3.endpoint(), plan);

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst");
    for (int i = 0; i < 10; i++) s3.put("src", "k/" + i, new byte[10], Map.of());
  }

  @AfterEach
  void close() {
    front.close();
    s3.close();
  }

  private RunResult copy() throws InterruptedException {
    String from = RunFixture.bucket(front.endpoint(), "src", "");
    String to = RunFixture.bucket(front.endpoint(), "dst", "");
    return new RunFixture(folder, s3).run(RunFixture.manifest(from, to, "transfer: ServerSide"));
  }

  @Test
  void bothEndsAreCheckedAtOnce() throws InterruptedException {
    CountDownLatch missing = new CountDownLatch(3);
    Fault hold = new Fault.Hook(_ -> awaitOthers(missing));
    plan.add(FaultRule.of("hold", hold).where(request -> request.key().isEmpty()));
    plan.add(FaultRule.of("begin", hold).on(S3Operation.CREATE_MULTIPART_UPLOAD));

    assertThat(copy().totals().copied()).isEqualTo(10);
    assertThat(missing.getCount()).as("requests short of two lists and one upload").isZero();
  }

  private static void awaitOthers(CountDownLatch missing) {
    missing.countDown();
    try {
      var _ = missing.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void pageThatWasListedAsACheckIsNotListedAgain() throws InterruptedException {
    assertThat(copy().totals().copied()).isEqualTo(10);

    // One more asks for what comes after the source's last key, and one confirms all copies.
    assertThat(front.log().lines(OpeningIT::lists))
        .extracting(line -> line.request().bucket())
        .containsExactlyInAnyOrder("src", "src", "dst", "dst");
  }

  @Test
  void nobodyWaitsUntilTheUploadOfTheCheckIsAborted() throws InterruptedException {
    CountDownLatch copied = new CountDownLatch(1);
    plan.add(
        FaultRule.of("copy", new Fault.Hook(_ -> copied.countDown())).on(S3Operation.COPY_OBJECT));
    plan.add(
        FaultRule.of("abort", new Fault.Hook(_ -> awaitOthers(copied)))
            .on(S3Operation.ABORT_MULTIPART_UPLOAD));
    plan.add(
        FaultRule.of("busy", new Fault.Status(503, "SlowDown", "wait"))
            .once()
            .on(S3Operation.ABORT_MULTIPART_UPLOAD));

    assertThat(copy().totals().copied()).isEqualTo(10);
    assertThat(copied.getCount()).as("copies before the abort was answered").isZero();
    assertThat(s3.pendingUploads("dst")).isEmpty();
  }

  private static boolean lists(RequestLog.Line line) {
    return line.request().operation() == S3Operation.LIST_OBJECTS_V2;
  }
}
