// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.MIB;
import static dev.s3copy.worker.copy.CopyFixture.MODIFIED;
import static dev.s3copy.worker.copy.CopyFixture.SOURCE;
import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.answered;
import static dev.s3copy.worker.copy.CopyFixture.assertCopied;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.entry;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static dev.s3copy.worker.copy.CopyFixture.run;
import static dev.s3copy.worker.copy.CopyFixture.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.BucketOptions;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.KnownCapability;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.ScriptedServer;
import dev.s3copy.worker.s3.TagPolicy;
import dev.s3copy.worker.s3.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSideCopyTest {
  private static final String FROM =
      " x-amz-copy-source=/from/s x-amz-copy-source-if-match=\"" + VERSION + "\"";
  private static final BucketOptions DROP = BucketOptions.NONE.withTags(TagPolicy.DROP);
  private static final BucketOptions REQUIRED = BucketOptions.NONE.withTags(TagPolicy.REQUIRED);
  private static final long LARGE = 128 * MIB + 5;

  private final ScriptedServer server = new ScriptedServer();
  private final S3Bucket bucket = server.bucket("to");

  @Test
  void theSameETagIsTheSameContent() {
    server.answer("CopyObject", VERSION);
    assertCopied(answered(first(5), "CopyObject s3://to/k" + FROM), 5);
  }

  @Test
  void anotherETagSaysNothingAndTheListingWillShowTheSize() {
    server.answer("CopyObject", "other");
    assertThat(answered(first(5), "CopyObject s3://to/k" + FROM))
        .isEqualTo(Step.stored(5, "other"));
  }

  @Test
  void whereNothingIsListedTheSizeIsLookedAt() {
    bucket.lacks(Capability.CONFIRMING_LIST, "AccessDenied");
    server.answer("CopyObject", "other").answer("HeadObject", head(5, "other"), head(4, "other"));
    Step compare = answered(first(5), "CopyObject s3://to/k" + FROM);
    assertCopied(answered(compare, "HeadObject s3://to/k"), 5);
    assertFails(FailureKind.CHECKSUM_MISMATCH, () -> answered(compare, "HeadObject s3://to/k"));
  }

  @Test
  void isRefusedByTheServerWhereOnlyAbsentKeysMayBeWritten() {
    server.answer("CopyObject", VERSION);
    Step step = method(WriteCondition.ONLY_IF_ABSENT).first(entry(5), DESTINATION, attempt());
    assertCopied(answered(step, "CopyObject s3://to/k if-none-match=*" + FROM), 5);
  }

  @Test
  void oneRequestBelowTheBoundAndPartsFromThereOn() {
    assertThat(first(LARGE - 1)).isInstanceOf(Step.Ask.class);
    assertThat(first(LARGE)).isInstanceOf(Step.Blocking.class);
  }

  @Test
  void aLargeObjectIsCopiedInPartsAndKeepsAttributesAndTags() throws InterruptedException {
    server
        .takeUploads("whole")
        .answer("HeadObject s3://from/s", tagged(LARGE))
        .answer("GetObjectTagging s3://from/s", "a=b")
        .answer("HeadObject s3://to/k", tagged(LARGE, "whole"));
    assertThat(run(first(LARGE))).isEqualTo(Outcome.Copied.of(LARGE));
    assertThat(server.sent("CreateMultipartUpload"))
        .containsExactly(
            "CreateMultipartUpload s3://to/k?uploads= content-type=a/b x-amz-tagging=a=b");
    assertThat(server.sent("UploadPartCopy"))
        .containsExactly(
            part(1, "0-67108863"), part(2, "67108864-134217727"), part(3, "134217728-134217732"));
    assertThat(new String(server.body("CompleteMultipartUpload"), StandardCharsets.US_ASCII))
        .contains("<PartNumber>1</PartNumber>", "<PartNumber>3</PartNumber>");
    assertThat(server.sent("AbortMultipartUpload")).isEmpty();
  }

  @Test
  void aServerThatIgnoresTheConditionOfAPartMakesNoMix() {
    server
        .takeUploads("whole")
        .answer("HeadObject s3://from/s", head(LARGE, VERSION), failed(FailureKind.SOURCE_CHANGED));
    assertFails(FailureKind.SOURCE_CHANGED, () -> run(first(LARGE)));
    assertThat(server.sent("UploadPartCopy")).hasSize(3);
    assertThat(server.sent("CompleteMultipartUpload")).isEmpty();
    assertThat(server.sent("AbortMultipartUpload")).hasSize(1);
  }

  @Test
  void anObjectInPartsIsAskedForItsTagsWhateverItsHeadTells() throws InterruptedException {
    server
        .takeUploads("whole")
        .answer("HeadObject s3://from/s", head(LARGE, VERSION))
        .answer("HeadObject s3://to/k", head(LARGE, "whole"));
    run(first(LARGE));
    assertThat(server.sent("GetObjectTagging")).hasSize(1);
  }

  @Test
  void droppedTagsAreReplacedByNone() {
    server.answer("CopyObject", VERSION);
    Step step = method(DROP).first(entry(5), DESTINATION, attempt());
    assertCopied(
        answered(step, "CopyObject s3://to/k" + FROM + " x-amz-tagging-directive=REPLACE"), 5);
  }

  @Test
  void droppedTagsOfLargeObjectsAreNotAskedFor() throws InterruptedException {
    server
        .takeUploads("whole")
        .answer("HeadObject s3://from/s", tagged(LARGE))
        .answer("HeadObject s3://to/k", head(LARGE, "whole"));
    run(method(DROP).first(entry(LARGE), DESTINATION, attempt()));
    assertThat(server.sent("GetObjectTagging")).isEmpty();
    assertThat(server.sent("CreateMultipartUpload"))
        .containsExactly("CreateMultipartUpload s3://to/k?uploads= content-type=a/b");
  }

  @Test
  void requiredTagsOfLargeObjectsAreStoredAfterwardsOrTheObjectFails() throws InterruptedException {
    server
        .takeUploads("whole")
        .answer("HeadObject s3://from/s", head(LARGE, VERSION))
        .answer("GetObjectTagging s3://from/s", "a=b&c=d")
        .answer("PutObjectTagging", 200)
        .answer("HeadObject s3://to/k", tagged(LARGE, "whole"))
        .answer("GetObjectTagging s3://to/k", "a=b", "c=d&a=b", "a=b");
    ServerSideCopy required = method(REQUIRED);
    assertThat(run(checked(required.first(entry(LARGE), DESTINATION, attempt()))))
        .isEqualTo(Outcome.Copied.of(LARGE));
    assertFails(
        FailureKind.INVALID_REQUEST,
        () -> run(checked(required.first(entry(LARGE), DESTINATION, attempt()))));
    assertThat(server.sent("CompleteMultipartUpload")).hasSize(2);
    assertFails(
        FailureKind.INVALID_REQUEST,
        () -> run(checked(required.first(entry(LARGE), DESTINATION, attempt()))));
    assertThat(server.sent("CompleteMultipartUpload")).as("written no more").hasSize(2);
  }

  @Test
  void copiesNameThePayerAndTheOwnersOfBothSides() throws InterruptedException {
    BucketOptions from = BucketOptions.NONE.withAccounts(true, "111122223333");
    BucketOptions to = BucketOptions.NONE.withAccounts(false, "444455556666");
    ServerSideCopy method =
        new ServerSideCopy(
            new S3Source(server.bucket("from", from), retrier(0)),
            new S3Target(server.bucket("to", to), WriteCondition.ALWAYS, retrier(0)),
            LARGE);
    server
        .takeUploads("whole")
        .answer("CopyObject", VERSION)
        .answer("HeadObject s3://from/s", head(LARGE, VERSION))
        .answer("HeadObject s3://to/k", head(LARGE, "whole"));
    String owners =
        " x-amz-expected-bucket-owner=444455556666 x-amz-request-payer=requester"
            + " x-amz-source-expected-bucket-owner=111122223333";
    assertCopied(
        answered(
            method.first(entry(5), DESTINATION, attempt()), "CopyObject s3://to/k" + FROM + owners),
        5);
    run(method.first(entry(LARGE), DESTINATION, attempt()));
    assertThat(server.sent("UploadPartCopy"))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).endsWith(owners));
    assertThat(server.sent("HeadObject s3://from/s"))
        .first()
        .asString()
        .endsWith(" x-amz-expected-bucket-owner=111122223333 x-amz-request-payer=requester");
    assertThat(server.sent("C"))
        .noneMatch(line -> line.startsWith("Create") && line.contains("payer"));
  }

  @Test
  void aServerThatIsSaidToCopyNoPartsCopiesWholeObjects() {
    BucketOptions whole =
        BucketOptions.NONE.withCompatibility(
            new KnownCapability(Map.of(Capability.COPIES_PARTS, false), 10_000));
    server.answer("CopyObject", VERSION);
    Step step = method(whole).first(entry(LARGE), DESTINATION, attempt());
    assertCopied(answered(step, "CopyObject s3://to/k" + FROM), LARGE);
  }

  @Test
  void looksAgainWithoutForgettingWhatOnlyListingsTell() throws InterruptedException {
    server.answer("HeadObject s3://from/s", head(7, "new"));
    Entry listed = new Entry(SOURCE, Entry.Kind.OBJECT, 5, VERSION, 1, "STANDARD_IA");
    assertThat(method(WriteCondition.ALWAYS).lookAgain(listed, new Retries()))
        .isEqualTo(new Entry(SOURCE, Entry.Kind.OBJECT, 7, "new", MODIFIED, "STANDARD_IA"));
  }

  @Test
  void looksAgainAsOftenAsTheRulesSay() throws InterruptedException {
    server.answer("HeadObject s3://from/s", failed(FailureKind.THROTTLED), head(7, "new"));
    S3Source source = new S3Source(server.bucket("from"), retrier(1));
    Retries retries = new Retries();
    assertThat(source.lookAgain(entry(5), retries).etag()).isEqualTo("new");
    assertThat(retries.total()).isEqualTo(2);
  }

  @Test
  void neverWaitsForADisk() {
    assertThat(method(WriteCondition.ALWAYS).runsOn(3)).isEqualTo(new RunsOn(3, true));
  }

  private static String part(int number, String range) {
    return "UploadPartCopy s3://to/k?partNumber="
        + number
        + "&uploadId=id"
        + FROM
        + " x-amz-copy-source-range=bytes="
        + range;
  }

  private Step first(long size) {
    return method(WriteCondition.ALWAYS).first(entry(size), DESTINATION, attempt());
  }

  /// What follows a check.
  private static Step checked(Step step) {
    return ((Step.Check) step).next().get();
  }

  private ServerSideCopy method(BucketOptions options) {
    return new ServerSideCopy(
        new S3Source(server.bucket("from", options), retrier(0)),
        new S3Target(server.bucket("to", options), WriteCondition.ALWAYS, retrier(0)),
        LARGE);
  }

  private ServerSideCopy method(WriteCondition condition) {
    return new ServerSideCopy(
        new S3Source(server.bucket("from"), retrier(0)),
        new S3Target(bucket, condition, retrier(0)),
        LARGE);
  }

  private static Attempt attempt() {
    return new Attempt(new Buffers(4096), false);
  }
}
