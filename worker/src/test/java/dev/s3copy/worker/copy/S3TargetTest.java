// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.MIB;
import static dev.s3copy.worker.copy.CopyFixture.PLAIN;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static dev.s3copy.worker.copy.CopyFixture.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.PartResult;
import dev.s3copy.worker.s3.ScriptedServer;
import dev.s3copy.worker.s3.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class S3TargetTest {
  private static final long SIZE = 3 * MIB;
  private static final String COMPLETE = "CompleteMultipartUpload";

  private final ScriptedServer server =
      new ScriptedServer().takeUploads("whole").answer("HeadObject", tagged(SIZE, "whole"));
  private final Retries retries = new Retries();

  @Test
  void anUploadIsBegunFilledCompletedAndLookedAt() throws InterruptedException {
    write(WriteCondition.ALWAYS);
    assertThat(server.sent())
        .containsExactly(
            "CreateMultipartUpload s3://to/k?uploads= content-type=a/b"
                + " x-amz-checksum-algorithm=CRC32C x-amz-checksum-type=FULL_OBJECT"
                + " x-amz-tagging=a=b",
            "CompleteMultipartUpload s3://to/k?uploadId=id content-type=application/xml",
            "HeadObject s3://to/k");
    assertThat(new String(server.body(COMPLETE), StandardCharsets.US_ASCII))
        .containsSubsequence("&quot;id0&quot;", "&quot;id1&quot;", "&quot;id2&quot;");
  }

  @Test
  void onlyTheCompletionIsConditional() throws InterruptedException {
    write(WriteCondition.ONLY_IF_ABSENT);
    assertThat(server.sent().stream().filter(line -> line.contains("if-none-match")))
        .containsExactly(
            "CompleteMultipartUpload s3://to/k?uploadId=id content-type=application/xml"
                + " if-none-match=*");
  }

  @Test
  void anUploadThatCannotBeBegunIsNotAborted() {
    server.answer("CreateMultipartUpload", failed(FailureKind.ACCESS_DENIED));
    assertFails(FailureKind.ACCESS_DENIED, () -> write(WriteCondition.ALWAYS));
    assertThat(server.sent()).hasSize(1);
  }

  @Test
  void aPartThatFailsEndsTheUpload() {
    assertFails(FailureKind.INVALID_REQUEST, () -> write(failing(FailureKind.INVALID_REQUEST)));
    assertAborted();
  }

  @Test
  void aPartIsSentAgainWhereThatMayHelp() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    write(
        (uploadId, i) -> {
          if (tries.getAndIncrement() == 0) throw failed(FailureKind.CONNECTION);
          return part(uploadId, i);
        });
    assertThat(retries.total()).isEqualTo(2);
    assertThat(tries).hasValue(4);
  }

  @Test
  void whoeverWaitsForPartsAndIsStoppedAbortsToo() {
    Thread caller = Thread.currentThread();
    S3Target.PartSender stopped =
        (uploadId, i) -> {
          caller.interrupt();
          new CountDownLatch(1).await();
          return part(uploadId, i);
        };
    assertThatThrownBy(() -> write(stopped)).isInstanceOf(InterruptedException.class);
    assertAborted();
  }

  @Test
  void aDefectInAPartEndsTheUploadToo() {
    assertFails(
        FailureKind.INTERNAL,
        () ->
            write(
                (_, _) -> {
                  throw new IllegalStateException("a defect");
                }));
    assertAborted();
  }

  @Test
  void anAbortThatFailsHidesNothing() {
    StoreException second = failed(FailureKind.SERVER_ERROR);
    server.answer("AbortMultipartUpload", second);
    assertThatThrownBy(() -> write(failing(FailureKind.INVALID_REQUEST)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.INVALID_REQUEST))
        .hasSuppressedException(second);
  }

  @Test
  void anUploadThatIsGoneAfterALostAnswerWasCompleted() throws InterruptedException {
    server.answer(
        COMPLETE, failed(FailureKind.TIMEOUT), failed(FailureKind.INVALID_REQUEST, "NoSuchUpload"));
    server.answer("HeadObject", tagged(SIZE, "any-3"));
    write(WriteCondition.ALWAYS);
    assertThat(server.sent("HeadObject")).hasSize(1);
    assertThat(server.sent("AbortMultipartUpload")).isEmpty();
  }

  @Test
  void anUploadThatIsGoneAfterALostAnswerCountsOnlyWithTheRightSize() {
    server.answer(
        COMPLETE, failed(FailureKind.TIMEOUT), failed(FailureKind.INVALID_REQUEST, "NoSuchUpload"));
    server.answer("HeadObject", head(SIZE - 1, "any-3"));
    assertFails(FailureKind.CHECKSUM_MISMATCH, () -> write(WriteCondition.ALWAYS));
  }

  @Test
  void anUploadThatIsGoneAfterALostAnswerIsNotTakenForAnOlderObject() {
    server.answer(
        COMPLETE, failed(FailureKind.TIMEOUT), failed(FailureKind.INVALID_REQUEST, "NoSuchUpload"));
    server.answer("HeadObject", head(SIZE, "older"));
    assertFails(FailureKind.CHECKSUM_MISMATCH, () -> write(WriteCondition.ALWAYS));
  }

  @Test
  void aServerMayTellTwoETagsForOneNewObject() throws InterruptedException {
    long now = System.currentTimeMillis();
    server.answer("HeadObject", new ObjectHead("other", SIZE, now, "", "", 1, false, PLAIN));
    write(WriteCondition.ALWAYS);
    assertThat(server.sent("AbortMultipartUpload")).isEmpty();
  }

  @Test
  void anUploadThatIsGoneWithoutALostAnswerHasFailed() {
    server.answer(COMPLETE, failed(FailureKind.INVALID_REQUEST, "NoSuchUpload"));
    assertFails(FailureKind.INVALID_REQUEST, () -> write(WriteCondition.ALWAYS));
    assertAborted();
  }

  @Test
  void anUploadThatIsGoneIsNotTakenForCompletedBecauseAPartWasSentAgain() {
    server.answer(COMPLETE, failed(FailureKind.INVALID_REQUEST, "NoSuchUpload"));
    AtomicInteger tries = new AtomicInteger();
    assertFails(
        FailureKind.INVALID_REQUEST,
        () ->
            write(
                (uploadId, i) -> {
                  if (tries.getAndIncrement() == 0) throw failed(FailureKind.CONNECTION);
                  return part(uploadId, i);
                }));
    assertThat(server.sent("HeadObject")).isEmpty();
    assertAborted();
  }

  @Test
  void anotherRefusalAfterALostAnswerHasFailed() {
    server.answer(
        COMPLETE, failed(FailureKind.TIMEOUT), failed(FailureKind.DESTINATION_EXISTS, "Exists"));
    assertFails(FailureKind.DESTINATION_EXISTS, () -> write(WriteCondition.ALWAYS));
  }

  @Test
  void anotherSizeOrETagAtTheEndIsSomebodyElsesWrite() {
    server.answer("HeadObject", head(SIZE, "other"));
    assertFails(FailureKind.CHECKSUM_MISMATCH, () -> write(WriteCondition.ALWAYS));
    server.answer("HeadObject", head(SIZE + 1, "whole"));
    assertFails(FailureKind.CHECKSUM_MISMATCH, () -> write(WriteCondition.ALWAYS));
  }

  private void assertAborted() {
    assertThat(server.sent()).last().isEqualTo("AbortMultipartUpload s3://to/k?uploadId=id");
  }

  private static S3Target.PartSender failing(FailureKind kind) {
    return (_, _) -> {
      throw failed(kind);
    };
  }

  private static PartResult part(String uploadId, int index) {
    return new PartResult(index + 1, uploadId + index, "");
  }

  private void write(S3Target.PartSender sender) throws InterruptedException {
    write(WriteCondition.ALWAYS, sender);
  }

  private void write(WriteCondition condition) throws InterruptedException {
    write(condition, S3TargetTest::part);
  }

  private void write(WriteCondition condition, S3Target.PartSender sender)
      throws InterruptedException {
    S3Target target = new S3Target(server.bucket("to"), condition, retrier(1));
    S3Target.Carried carried = new S3Target.Carried(PLAIN, "a=b", S3Target.PartOrigin.SENT);
    target.writeParts(
        DESTINATION, carried, new Parts(SIZE, MIB), retries, S3Target.NO_CHECK, sender);
  }
}
