// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static dev.s3copy.worker.s3.BucketFixture.direct;
import static dev.s3copy.worker.s3.BucketFixture.failureOf;
import static dev.s3copy.worker.s3.BucketFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.pace.RequestGate.Signal;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Bodies, where they go, and what becomes of them when something fails.
interface BodyPromises extends BucketFixture.User {
  @Test
  default void bodiesArriveWhole() {
    for (int size : new int[] {1, 4096, 100_000, 1 << 20}) {
      byte[] body = random(size, size);
      String etag = s3().put("b", body);
      ByteBuffer into = ByteBuffer.allocateDirect(size);
      long read = bucket().getBody(Key.of("b"), etag, into);
      assertThat(read).isEqualTo(size);
      assertThat(into).isEqualTo(ByteBuffer.wrap(body));
      into.put(0, new byte[size]);
      ObjectHead head = bucket().getWhole(Key.of("b"), etag, size, into.duplicate());
      assertThat(head.etag()).isEqualTo(etag);
      assertThat(into).isEqualTo(ByteBuffer.wrap(body));
    }
  }

  @Test
  default void bodiesGoStraightToWhereTheyAreWanted() {
    for (int size : new int[] {0, 1, 4096, 100_000, 1 << 20}) {
      byte[] body = random(size, size);
      String etag = s3().put("b", body);
      ByteBuffer whole = ByteBuffer.allocate(size);
      ByteTarget target = (chunk, at) -> whole.put((int) at, chunk, 0, chunk.remaining());
      long read = bucket().getBody(Key.of("b"), etag, size, target);
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
  default void whatTheTakerOfABodyFailsWithIsTold() {
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
    assertThat(failureOf(() -> bucket().getBody(Key.of("b"), etag, 1 << 20, target)))
        .isSameAs(full.failure());
    assertThat(s3().gate().inside()).isZero();
    // The server did answer: fewer requests at once would not help.
    assertThat(s3().gate().exits(Signal.FAILED)).isEqualTo(failed);
    assertThat(bucket().head(Key.of("b")).etag()).isEqualTo(etag);
  }

  @Test
  default void aBodyThatChangesAfterItsChecksumIsNotStored() {
    ByteBuffer bytes = direct(random(5000, 8));
    UploadBody body = UploadBody.of(bytes);
    bytes.put(77, (byte) ~bytes.get(77));
    Key key = Key.of("changed");
    assertThat(
            failureOf(() -> bucket().put(key, Attributes.NONE, null, body, WriteCondition.ALWAYS))
                .kind())
        .isEqualTo(FailureKind.CHECKSUM_MISMATCH);
    assertThat(failureOf(() -> bucket().head(key)).kind()).isEqualTo(FailureKind.SOURCE_GONE);
  }

  @Test
  default void aRefusalFailsAndGivesThePermitBack() {
    assertThat(failureOf(() -> bucket().head(Key.of("none"))).kind())
        .isEqualTo(FailureKind.SOURCE_GONE);
    s3().put("v", random(10, 1));
    ByteBuffer into = ByteBuffer.allocateDirect(10);
    assertThat(failureOf(() -> bucket().getBody(Key.of("v"), "0123", into)).kind())
        .isEqualTo(FailureKind.SOURCE_CHANGED);
    ByteBuffer small = ByteBuffer.allocateDirect(4);
    assertThat(failureOf(() -> bucket().getBody(Key.of("v"), "", small)).kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(s3().gate().inside()).isZero();
    assertThat(s3().gate().exits(Signal.THROTTLED)).isZero();
  }
}
