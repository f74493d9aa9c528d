// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static dev.s3copy.worker.s3.BucketFixture.attributes;
import static dev.s3copy.worker.s3.BucketFixture.direct;
import static dev.s3copy.worker.s3.BucketFixture.failureOf;
import static dev.s3copy.worker.s3.BucketFixture.random;
import static dev.s3copy.worker.s3.BucketFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What is written to an object and read from it.
interface ObjectPromises extends BucketFixture.User {
  @Test
  default void whatIsPutIsReadBack() {
    for (int size : new int[] {0, 1, 4096, 16 * 1024, 1 << 20, (3 << 20) + 17}) {
      byte[] body = random(size, size);
      String etag = s3().put("object-" + size, body);
      ObjectHead head = bucket().head(Key.of("object-" + size));
      assertThat(head.etag()).isEqualTo(etag).doesNotContain("\"");
      assertThat(head.size()).isEqualTo(size);
      assertThat(head.modifiedMillis()).isPositive();
      assertThat(read(bucket(), Key.of("object-" + size), size)).isEqualTo(body);
    }
  }

  @Test
  default void rangesGiveExactlyTheirBytesAndTheSizeOfTheWhole() {
    byte[] body = random(100_000, 1);
    String etag = s3().put("ranged", body);
    for (int[] range : new int[][] {{0, 1}, {0, 100_000}, {99_999, 1}, {5, 70_000}, {0, 50_000}}) {
      ByteBuffer into = ByteBuffer.allocateDirect(range[1]);
      ObjectHead head = bucket().get(Key.of("ranged"), etag, range[0], range[1], into);
      assertThat(head.size()).isEqualTo(100_000);
      byte[] got = new byte[range[1]];
      into.flip().get(got);
      assertThat(got).isEqualTo(Arrays.copyOfRange(body, range[0], range[0] + range[1]));
    }
  }

  @Test
  default void aRangeBeyondTheEndIsABadResponseAndLeavesTheBufferPosition() {
    s3().put("short", random(10, 2));
    ByteBuffer into = ByteBuffer.allocateDirect(20);
    into.position(4);
    assertThat(failureOf(() -> bucket().get(Key.of("short"), "", 10, 5, into)).kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failureOf(() -> bucket().get(Key.of("short"), "", 5, 10, into)).kind())
        .isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(into.position()).isEqualTo(4);
  }

  @Test
  default void aWholeObjectOfAnotherSizeIsABadResponse() {
    s3().put("ten", random(10, 3));
    for (int wrong : new int[] {0, 9, 11}) {
      ByteBuffer into = ByteBuffer.allocateDirect(20);
      assertThat(failureOf(() -> bucket().getWhole(Key.of("ten"), "", wrong, into)).kind())
          .isEqualTo(FailureKind.BAD_RESPONSE);
      assertThat(into.position()).isZero();
    }
  }

  @Test
  default void anEmptyObjectIsReadWithoutARange() {
    String etag = s3().put("empty", new byte[0]);
    ObjectHead head = bucket().get(Key.of("empty"), etag, 0, 0, ByteBuffer.allocate(0));
    assertThat(head.size()).isZero();
    assertThat(head.etag()).isEqualTo(etag);
  }

  @Test
  default void headersMetadataAndTagsTravelWithAnObject() {
    Attributes attributes =
        attributes(
            "cache-control", "max-age=60, public",
            "content-disposition", "attachment; filename=\"a  b.txt\"",
            "content-encoding", "gzip",
            "content-language", "de-AT",
            "content-type", "text/plain; charset=utf-8",
            "x-amz-meta-a", "1",
            "x-amz-meta-long", "two  blanks, inside");
    Key key = Key.of("described");
    bucket()
        .put(key, attributes, "team=a%20b&x=1%2B2", direct(random(5, 6)), WriteCondition.ALWAYS);
    ObjectHead head = bucket().head(key);
    assertThat(head.attributes().headers())
        .containsEntry("cache-control", "max-age=60, public")
        .containsEntry("content-disposition", "attachment; filename=\"a  b.txt\"")
        .containsEntry("content-encoding", "gzip")
        .containsEntry("content-language", "de-AT")
        .containsEntry("content-type", "text/plain; charset=utf-8")
        .containsEntry("x-amz-meta-a", "1");
    assertThat(head.attributes().headers().get("x-amz-meta-long"))
        .isIn("two  blanks, inside", "two blanks, inside");
    // In any order: a server may keep them as a set.
    assertThat(bucket().tagging(key).split("&")).containsExactlyInAnyOrder("team=a%20b", "x=1%2B2");

    bucket().copy(bucket(), key, head.etag(), Key.of("copied"), WriteCondition.ALWAYS);
    assertThat(bucket().head(Key.of("copied")).attributes()).isEqualTo(head.attributes());
    assertThat(bucket().tagging(Key.of("copied")).split("&"))
        .containsExactlyInAnyOrder("team=a%20b", "x=1%2B2");
  }

  @Test
  default void anObjectWithoutTagsHasAnEmptyTagging() {
    s3().put("untagged", random(1, 7));
    assertThat(bucket().tagging(Key.of("untagged"))).isEmpty();
    assertThat(bucket().head(Key.of("untagged")).tagCount()).isZero();
  }

  @Test
  default void manyThreadsShareAConnection() throws Exception {
    byte[] body = random(4096, 15);
    s3().put("shared", body);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<byte[]> task = () -> read(bucket(), Key.of("shared"), 4096);
      List<Future<byte[]>> all = new ArrayList<>();
      for (int i = 0; i < 500; i++) all.add(threads.submit(task));
      for (Future<byte[]> one : all) assertThat(one.get()).isEqualTo(body);
    }
    assertThat(s3().gate().inside()).isZero();
  }
}
