// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.LARGE;
import static dev.s3copy.worker.copy.CopyFixture.LARGE_CONTENT;
import static dev.s3copy.worker.copy.CopyFixture.SMALL;
import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.answered;
import static dev.s3copy.worker.copy.CopyFixture.ascii;
import static dev.s3copy.worker.copy.CopyFixture.assertAllBack;
import static dev.s3copy.worker.copy.CopyFixture.assertCopied;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.assertLeases;
import static dev.s3copy.worker.copy.CopyFixture.entry;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.leased;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static dev.s3copy.worker.copy.CopyFixture.run;
import static dev.s3copy.worker.copy.CopyFixture.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ScriptedServer;
import dev.s3copy.worker.s3.WriteCondition;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamCopyTest {
  private static final String GET = "GetObject s3://from/s if-match=\"" + VERSION + "\"";
  private static final String PUT = "PutObject s3://to/k content-type=a/b";

  private final ScriptedServer server = new ScriptedServer();
  private final Buffers buffers = new Buffers(2 * SMALL);
  private final Attempt attempt = new Attempt(buffers, false);

  @AfterEach
  void everyBufferIsBack() {
    attempt.close();
    assertAllBack(buffers);
    buffers.close();
  }

  @Test
  void aSmallObjectIsOneGetAndOnePut() {
    server.content(ascii("hello")).answer("GetObject", head(5, VERSION)).answer("PutObject", "new");
    Step get = leased(first(5), 5, attempt);
    assertCopied(answered(answered(get, GET), PUT), 5);
    assertThat(server.body("PutObject")).isEqualTo(ascii("hello"));
  }

  @Test
  void anObjectWithTagsKeepsThem() throws InterruptedException {
    server
        .content(ascii("hello"))
        .answer("GetObject s3", tagged(5))
        .answer("GetObjectTagging", "a=b")
        .answer("PutObject", "new");
    Step tags = answered(leased(first(5), 5, attempt), GET);
    Step put = answered(tags, "GetObjectTagging s3://from/s?tagging=");
    Step written = answered(put, PUT + " x-amz-tagging=a=b");
    assertThat(written).as("a look at the tags, once").isInstanceOf(Step.Check.class);
    ((Step.Check) written).condition().require(new Retries());
    assertCopied(((Step.Check) written).next().get(), 5);
    assertThat(server.body("PutObject")).isEqualTo(ascii("hello"));
    assertThat(server.sent()).last().isEqualTo("GetObjectTagging s3://to/k?tagging=");
  }

  @Test
  void whereTheETagIsNoHashTheSourceIsLookedAtAfterwards() {
    server
        .content(ascii("hello"))
        .answer("GetObject", head(5, "opaque-2"))
        .answer("PutObject", "new")
        .answer("HeadObject", head(5, "opaque-2"), failed(FailureKind.SOURCE_CHANGED));
    Step get =
        leased(
            method(WriteCondition.ALWAYS)
                .first(entry(5).ofVersion("opaque-2"), DESTINATION, attempt),
            5,
            attempt);
    Step look = answered(answered(get, "GetObject s3://from/s if-match=\"opaque-2\""), PUT);
    String asked = "HeadObject s3://from/s if-match=\"opaque-2\"";
    assertCopied(answered(look, asked), 5);
    assertFails(FailureKind.SOURCE_CHANGED, () -> answered(look, asked));
  }

  @Test
  void anEmptyObjectIsCopiedToo() {
    server.answer("GetObject", head(0, VERSION)).answer("PutObject", "new");
    assertCopied(answered(answered(leased(first(0), 0, attempt), GET), PUT), 0);
    assertThat(server.body("PutObject")).isEmpty();
  }

  @Test
  void isWrittenOnlyIfAbsentWhereTheRulesSayNever() {
    server.content(ascii("hello")).answer("GetObject", head(5, VERSION)).answer("PutObject", "new");
    Step step = method(WriteCondition.ONLY_IF_ABSENT).first(entry(5), DESTINATION, attempt);
    Step put = answered(leased(step, 5, attempt), GET);
    assertCopied(answered(put, PUT + " if-none-match=*"), 5);
  }

  @Test
  void whatIsLargerThanOnePartIsCopiedInParts() {
    assertLeases(first(SMALL), SMALL);
    assertThat(first(SMALL + 1)).isInstanceOf(Step.Blocking.class);
  }

  @Test
  void aPartHasTheCrtsOwnSizeUnlessSaidOtherwise() {
    StreamCopy small = method(WriteCondition.ALWAYS);
    assertThat(new StreamCopy(small.source(), small.target(), buffers).partSize())
        .isEqualTo(8 << 20);
  }

  @Test
  void everyPartIsReadFromOneVersionAndWrittenWhereItBelongs() throws InterruptedException {
    scriptLarge();
    assertThat(run(first(LARGE))).isEqualTo(Outcome.Copied.of(LARGE));
    assertThat(server.sent("GetObject s3"))
        .containsExactly(GET + " range=bytes=0-65535", GET + " range=bytes=65536-65538");
    assertThat(server.sent("CreateMultipartUpload"))
        .containsExactly(
            "CreateMultipartUpload s3://to/k?uploads= content-type=a/b"
                + " x-amz-checksum-algorithm=CRC32C x-amz-checksum-type=FULL_OBJECT"
                + " x-amz-tagging=a=b");
    assertThat(server.body("UploadPart s3://to/k?partNumber=1"))
        .isEqualTo(Arrays.copyOf(LARGE_CONTENT, SMALL));
    assertThat(server.body("UploadPart s3://to/k?partNumber=2"))
        .isEqualTo(Arrays.copyOfRange(LARGE_CONTENT, SMALL, LARGE));
  }

  @Test
  void aPartThatFailedIsReadAndSentAgain() throws InterruptedException {
    scriptLarge();
    server.answer(
        GET + " range=bytes=65536-", failed(FailureKind.SERVER_ERROR), head(LARGE, VERSION));
    Retries retries = new Retries();
    run(first(LARGE), retries);
    assertThat(retries.total()).isEqualTo(2);
    assertThat(server.body("UploadPart s3://to/k?partNumber=2")).hasSize(3);
  }

  @Test
  void aSourceThatChangesEndsTheUpload() {
    scriptLarge();
    server.answer(GET + " range=bytes=65536-", failed(FailureKind.SOURCE_CHANGED));
    assertFails(FailureKind.SOURCE_CHANGED, () -> run(first(LARGE)));
    assertThat(server.sent()).last().isEqualTo("AbortMultipartUpload s3://to/k?uploadId=id");
    assertThat(server.sent("CompleteMultipartUpload")).isEmpty();
  }

  @Test
  void aPartThatNoBufferCanHoldIsRefusedBeforeAnythingIsWritten() {
    server.answer("HeadObject", head(LARGE, VERSION));
    try (Buffers few = new Buffers(SMALL / 2)) {
      Step step = method(WriteCondition.ALWAYS, few).first(entry(LARGE), DESTINATION, attempt);
      assertFails(FailureKind.OBJECT_TOO_LARGE, () -> run(step));
    }
    assertThat(server.sent()).containsExactly("HeadObject s3://from/s");
  }

  @Test
  void knowsItsOwnCopyByItsETag() throws InterruptedException {
    server.answer("HeadObject s3://to/k", head(5, VERSION), head(5, "other"), head(4, VERSION));
    StreamCopy method = method(WriteCondition.ONLY_IF_ABSENT);
    assertThat(method.isStored(entry(5), DESTINATION, new Retries())).isTrue();
    assertThat(method.isStored(entry(5), DESTINATION, new Retries())).isFalse();
    assertThat(method.isStored(entry(5), DESTINATION, new Retries())).isFalse();
  }

  @Test
  void looksAgainAtTheSource() throws InterruptedException {
    server.answer("HeadObject s3://from/s", head(7, "new"));
    assertThat(method(WriteCondition.ALWAYS).lookAgain(entry(5), new Retries()).etag())
        .isEqualTo("new");
  }

  @Test
  void neverWaitsForADisk() {
    assertThat(method(WriteCondition.ALWAYS).runsOn(3)).isEqualTo(new RunsOn(3, true));
  }

  private void scriptLarge() {
    server
        .content(LARGE_CONTENT)
        .takeUploads("whole")
        .answer("HeadObject s3://from/s", tagged(LARGE))
        .answer("GetObject s3", head(LARGE, VERSION))
        .answer("GetObjectTagging", "a=b")
        .answer("HeadObject s3://to/k", head(LARGE, "whole"));
  }

  private Step first(long size) {
    return method(WriteCondition.ALWAYS).first(entry(size), DESTINATION, attempt);
  }

  private StreamCopy method(WriteCondition condition) {
    return method(condition, buffers);
  }

  private StreamCopy method(WriteCondition condition, Buffers used) {
    return new StreamCopy(
        new S3Source(server.bucket("from"), retrier(1)),
        new S3Target(server.bucket("to"), condition, retrier(1)),
        used,
        SMALL);
  }
}
