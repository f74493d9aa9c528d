// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static dev.s3copy.worker.s3.BucketFixture.attributes;
import static dev.s3copy.worker.s3.BucketFixture.direct;
import static dev.s3copy.worker.s3.BucketFixture.failureOf;
import static dev.s3copy.worker.s3.BucketFixture.random;
import static dev.s3copy.worker.s3.BucketFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Objects made of parts.
interface UploadPromises extends BucketFixture.User {
  /// What S3 wants of every part but the last.
  int MIN_PART = 5 << 20;

  @Test
  default void sixPartsMakeOneObject() {
    Key key = Key.of("parts/assembled");
    String id = bucket().createUpload(key, attributes("x-amz-meta-made", "of parts"), "k=v");
    byte[] whole = random(5 * MIN_PART + 1234, 12);
    List<PartResult> parts = new ArrayList<>();
    for (int number = 1; number <= 6; number++) {
      int from = (number - 1) * MIN_PART;
      int length = Math.min(MIN_PART, whole.length - from);
      ByteBuffer body = direct(whole).slice(from, length);
      PartResult part = bucket().uploadPart(key, id, number, body);
      assertThat(body.remaining()).isEqualTo(length);
      assertThat(part.number()).isEqualTo(number);
      assertThat(part.etag()).isNotEmpty();
      parts.add(part);
    }
    String etag = bucket().complete(key, id, parts, WriteCondition.ALWAYS);
    ObjectHead head = bucket().head(key);
    assertThat(head.etag()).isEqualTo(etag);
    assertThat(head.size()).isEqualTo(whole.length);
    assertThat(head.attributes().headers()).containsEntry("x-amz-meta-made", "of parts");
    assertThat(bucket().tagging(key)).isEqualTo("k=v");
    assertThat(read(bucket(), key, whole.length)).isEqualTo(whole);
    Failure again =
        failureOf(() -> bucket().complete(key, "no-such-upload", parts, WriteCondition.ALWAYS));
    assertThat(again.code()).isEqualTo("NoSuchUpload");
  }

  @Test
  default void partsAreCopiedInsideTheServer() {
    byte[] whole = random(MIN_PART + 777, 13);
    String etag = s3().put("big source", whole);
    TestBucket other = s3().newBucket();
    Key key = Key.of("big copy");
    String id = other.createCopyUpload(key, Attributes.NONE, null);
    List<PartResult> parts =
        List.of(
            other.copyPart(bucket(), Key.of("big source"), etag, key, id, 1, 0, MIN_PART),
            other.copyPart(bucket(), Key.of("big source"), etag, key, id, 2, MIN_PART, 777));
    other.complete(key, id, parts, WriteCondition.ALWAYS);
    assertThat(read(other, key, whole.length)).isEqualTo(whole);

    String second = other.createCopyUpload(key, Attributes.NONE, null);
    assertThat(
            failureOf(
                    () ->
                        other.copyPart(
                            bucket(), Key.of("big source"), "0".repeat(32), key, second, 1, 0, 10))
                .kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    other.abort(key, second);
    assertThat(failureOf(() -> other.uploadPart(key, second, 1, direct(random(9, 1)))).code())
        .isEqualTo("NoSuchUpload");
  }

  @Test
  default void aWrongPartMakesCompletionFail() {
    Key key = Key.of("never");
    String id = bucket().createUpload(key, Attributes.NONE, null);
    bucket().uploadPart(key, id, 1, direct(random(100, 14)));
    List<PartResult> wrong = List.of(new PartResult(1, "0".repeat(32), ""));
    assertThat(failureOf(() -> bucket().complete(key, id, wrong, WriteCondition.ALWAYS)).code())
        .startsWith("InvalidPart");
    bucket().abort(key, id);
    assertThat(failureOf(() -> bucket().head(key)).kind()).isEqualTo(FailureKind.SOURCE_GONE);
  }
}
