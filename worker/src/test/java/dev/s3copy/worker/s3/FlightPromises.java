// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static dev.s3copy.worker.s3.BucketFixture.direct;
import static dev.s3copy.worker.s3.BucketFixture.failureOf;
import static dev.s3copy.worker.s3.BucketFixture.random;
import static dev.s3copy.worker.s3.BucketFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.pace.RequestGate.Signal;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is asked without waiting gives what the blocking calls give.
interface FlightPromises extends BucketFixture.User {
  @Test
  default void a_head_without_waiting_says_the_same() {
    s3().put("h", random(100, 1));
    ObjectHead head = landed(arrived -> bucket().tryHead(Key.of("h"), arrived));
    assertThat(head).isEqualTo(bucket().head(Key.of("h")));
  }

  @Test
  default void bodies_arrive_whole_without_waiting() {
    for (int size : new int[] {1, 4096, 100_000, 1 << 20}) {
      byte[] body = random(size, size);
      String etag = s3().put("b", body);
      ByteBuffer into = ByteBuffer.allocateDirect(size);
      long read = landed(arrived -> bucket().tryGetBody(Key.of("b"), etag, into, arrived));
      assertThat(read).isEqualTo(size);
      assertThat(into).isEqualTo(ByteBuffer.wrap(body));
      into.put(0, new byte[size]);
      ObjectHead head = landed(arrived -> bucket().tryGetWhole(Key.of("b"), etag, into, arrived));
      assertThat(head.etag()).isEqualTo(etag);
      assertThat(into).isEqualTo(ByteBuffer.wrap(body));
    }
  }

  @Test
  default void bodies_go_straight_to_where_they_are_wanted() {
    for (int size : new int[] {0, 1, 4096, 100_000, 1 << 20}) {
      byte[] body = random(size, size);
      String etag = s3().put("b", body);
      ByteBuffer whole = ByteBuffer.allocate(size);
      ByteTarget target = (chunk, at) -> whole.put((int) at, chunk, 0, chunk.remaining());
      long read = landed(arrived -> bucket().tryGetBody(Key.of("b"), etag, size, target, arrived));
      assertThat(read).isEqualTo(size);
      assertThat(whole.array()).isEqualTo(body);
      whole.put(0, new byte[size]);
      assertThat(bucket().getWhole(Key.of("b"), etag, size, target).etag()).isEqualTo(etag);
      assertThat(whole.array()).isEqualTo(body);
    }
    byte[] body = random(1 << 20, 1);
    String etag = s3().put("r", body);
    ByteBuffer part = ByteBuffer.allocate(body.length);
    bucket()
        .getRange(
            Key.of("r"),
            etag,
            1000,
            600_000,
            (chunk, at) -> part.put((int) at, chunk, 0, chunk.remaining()));
    assertThat(part.slice(1000, 600_000)).isEqualTo(ByteBuffer.wrap(body, 1000, 600_000));
    assertThat(part.get(999)).isZero();
    assertThat(part.get(601_000)).isZero();
  }

  @Test
  default void what_the_taker_of_a_body_fails_with_is_told() {
    String etag = s3().put("b", random(1 << 20, 1));
    StoreException full =
        new StoreException(Failure.of(FailureKind.DESTINATION_FULL, "write", "ENOSPC", "full"));
    ByteTarget target =
        (_, at) -> {
          if (at > 0) throw full;
        };
    int failed = s3().gate().exits(Signal.FAILED);
    assertThat(failureOf(() -> bucket().getWhole(Key.of("b"), etag, 1 << 20, target)))
        .isSameAs(full.failure());
    assertThat(
            failureOf(
                () ->
                    landed(
                        arrived ->
                            bucket().tryGetBody(Key.of("b"), etag, 1 << 20, target, arrived))))
        .isSameAs(full.failure());
    assertThat(s3().gate().inside()).isZero();
    // The server did answer: fewer requests at once would not help.
    assertThat(s3().gate().exits(Signal.FAILED)).isEqualTo(failed);
    assertThat(bucket().head(Key.of("b")).etag()).isEqualTo(etag);
  }

  @Test
  default void objects_are_put_and_copied_without_waiting() {
    byte[] body = random(5000, 7);
    String etag =
        landed(
            arrived ->
                bucket()
                    .tryPut(
                        Key.of("p"),
                        Attributes.NONE,
                        null,
                        UploadBody.of(direct(body)),
                        WriteCondition.ALWAYS,
                        arrived));
    assertThat(etag).isEqualTo(bucket().head(Key.of("p")).etag());
    String copied =
        landed(
            arrived ->
                bucket()
                    .tryCopy(
                        bucket(), Key.of("p"), etag, Key.of("q"), WriteCondition.ALWAYS, arrived));
    assertThat(copied).isEqualTo(bucket().head(Key.of("q")).etag());
    assertThat(read(bucket(), Key.of("q"), body.length)).isEqualTo(body);
  }

  @Test
  default void a_body_that_changes_after_its_checksum_is_not_stored() {
    ByteBuffer bytes = direct(random(5000, 8));
    UploadBody body = UploadBody.of(bytes);
    bytes.put(77, (byte) ~bytes.get(77));
    assertThat(
            failureOf(
                    () ->
                        landed(
                            arrived ->
                                bucket()
                                    .tryPut(
                                        Key.of("changed"),
                                        Attributes.NONE,
                                        null,
                                        body,
                                        WriteCondition.ALWAYS,
                                        arrived)))
                .kind())
        .isEqualTo(FailureKind.CHECKSUM_MISMATCH);
    assertThat(failureOf(() -> bucket().head(Key.of("changed"))).kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
  }

  @Test
  default void a_refusal_fails_when_it_is_taken_and_gives_the_permit_back() {
    assertThat(failureOf(() -> landed(arrived -> bucket().tryHead(Key.of("none"), arrived))).kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    s3().put("v", random(10, 1));
    ByteBuffer into = ByteBuffer.allocateDirect(10);
    assertThat(
            failureOf(
                    () ->
                        landed(arrived -> bucket().tryGetBody(Key.of("v"), "0123", into, arrived)))
                .kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    ByteBuffer small = ByteBuffer.allocateDirect(4);
    assertThat(
            failureOf(() -> landed(arrived -> bucket().tryGetBody(Key.of("v"), "", small, arrived)))
                .kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(s3().gate().inside()).isZero();
    assertThat(s3().gate().exits(Signal.THROTTLED)).isZero();
  }

  private static <T> T landed(Function<Runnable, @Nullable Pending<T>> ask) {
    CountDownLatch arrived = new CountDownLatch(1);
    Pending<T> pending = ask.apply(arrived::countDown);
    if (pending == null) throw new AssertionError("nothing could be asked");
    try {
      arrived.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return pending.take();
  }
}
