// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static dev.s3copy.worker.s3.BucketFixture.direct;
import static dev.s3copy.worker.s3.BucketFixture.failureOf;
import static dev.s3copy.worker.s3.BucketFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What a request is pinned to.
interface ConditionPromises extends BucketFixture.User {
  @Test
  default void aChangedSourceIsToldApartFromAMissingOne() {
    String old = s3().put("changing", random(10, 4));
    s3().put("changing", random(10, 5));
    ByteBuffer into = ByteBuffer.allocateDirect(10);
    assertThat(failureOf(() -> bucket().get(Key.of("changing"), old, 0, 10, into)).kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    assertThat(failureOf(() -> bucket().getWhole(Key.of("changing"), old, 10, into)).kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    assertThat(failureOf(() -> bucket().getWhole(Key.of("gone"), "", 10, into)).kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    assertThat(failureOf(() -> bucket().head(Key.of("gone"))).kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    assertThat(
            failureOf(
                    () ->
                        bucket()
                            .copy(
                                bucket(),
                                Key.of("gone"),
                                "",
                                Key.of("copy"),
                                WriteCondition.ALWAYS))
                .kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    assertThat(
            failureOf(
                    () ->
                        bucket()
                            .copy(
                                bucket(),
                                Key.of("changing"),
                                old,
                                Key.of("copy"),
                                WriteCondition.ALWAYS))
                .kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
  }

  @Test
  default void aConditionalWriteNeverReplaces() {
    String first = s3().put("once", random(5, 8));
    Key key = Key.of("once");
    assertThat(
            failureOf(
                    () ->
                        bucket()
                            .put(
                                key,
                                Attributes.NONE,
                                null,
                                direct(random(6, 9)),
                                WriteCondition.ONLY_IF_ABSENT))
                .kind())
        .isEqualTo(FailureKind.DESTINATION_EXISTS);
    assertThat(bucket().head(key).etag()).isEqualTo(first);
    bucket()
        .put(
            Key.of("new"),
            Attributes.NONE,
            null,
            direct(random(6, 9)),
            WriteCondition.ONLY_IF_ABSENT);
    assertThat(bucket().head(Key.of("new")).size()).isEqualTo(6);
  }

  @Test
  default void aConditionalCopyNeverReplaces() {
    String source = s3().put("from", random(5, 10));
    String there = s3().put("to", random(6, 11));
    assertThat(
            failureOf(
                    () ->
                        bucket()
                            .copy(
                                bucket(),
                                Key.of("from"),
                                source,
                                Key.of("to"),
                                WriteCondition.ONLY_IF_ABSENT))
                .kind())
        .isEqualTo(FailureKind.DESTINATION_EXISTS);
    assertThat(bucket().head(Key.of("to")).etag()).isEqualTo(there);
    assertThat(
            failureOf(
                    () ->
                        bucket()
                            .copy(
                                bucket(),
                                Key.of("from"),
                                there,
                                Key.of("fresh"),
                                WriteCondition.ONLY_IF_ABSENT))
                .kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
  }
}
