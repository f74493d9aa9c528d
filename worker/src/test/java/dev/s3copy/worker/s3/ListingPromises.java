// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static dev.s3copy.worker.s3.BucketFixture.direct;
import static dev.s3copy.worker.s3.BucketFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.testkit.HostileKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Keys, and what lists them.
interface ListingPromises extends BucketFixture.User {
  @Test
  default void pagesAscendAndCoverEverythingBelowThePrefix() {
    TreeSet<Key> expected = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      Key key = Key.of("in/%02d/ä %d".formatted(i % 7, i));
      s3().put(key.toString(), new byte[i]);
      expected.add(key);
    }
    s3().put("im", new byte[0]);
    s3().put("inside", new byte[0]);
    TestBucket limited =
        new TestBucket(
            new S3Bucket(
                s3().connection(), bucket().location(), Key.of("in/"), BucketOptions.NONE));
    for (int max : new int[] {1, 7, 60, 5000}) {
      List<Entry> all = new ArrayList<>();
      Key after = Key.EMPTY;
      for (List<Entry> page = limited.page(after, max);
          !page.isEmpty();
          page = limited.page(after, max)) {
        assertThat(page).hasSizeLessThanOrEqualTo(max);
        all.addAll(page);
        after = page.getLast().key();
      }
      assertThat(all).extracting(Entry::key).containsExactlyElementsOf(expected);
    }
    Entry one = limited.page(Key.EMPTY, 1).getFirst();
    ObjectHead head = bucket().head(one.key());
    assertThat(one.etag()).isEqualTo(head.etag());
    assertThat(one.size()).isEqualTo(head.size());
    assertThat(one.modifiedMillis() / 1000).isEqualTo(head.modifiedMillis() / 1000);
    assertThat(limited.page(Key.of("in/03"), 1000).getFirst().key().toString())
        .startsWith("in/03/");
    assertThat(limited.page(Key.of("z"), 10)).isEmpty();
  }

  @Test
  default void hostileKeysAreWrittenListedReadAndCopiedByteForByte() {
    TestBucket other = s3().newBucket();
    TreeSet<Key> written = new TreeSet<>();
    for (Key key : HostileKeys.all()) {
      if (!s3().server().accepts().test(key)) continue;
      byte[] body = HostileKeys.body(key);
      String etag;
      try {
        etag = bucket().put(key, Attributes.NONE, null, direct(body), WriteCondition.ALWAYS);
      } catch (StoreException e) {
        FailureKind kind = e.failure().kind();
        boolean refused =
            kind == FailureKind.KEY_COLLISION || kind == FailureKind.KEY_NOT_REPRESENTABLE;
        if (refused && s3().server().access().name().equals("minio")) continue;
        throw new AssertionError(key + ": " + e.failure(), e);
      }
      other.copy(bucket(), key, etag, key, WriteCondition.ALWAYS);
      assertThat(read(other, key, body.length)).as(key.toString()).isEqualTo(body);
      assertThat(bucket().get(key, etag, 0, 1, ByteBuffer.allocateDirect(1)).size())
          .isEqualTo(body.length);
      written.add(key);
    }
    assertThat(bucket().page(Key.EMPTY, 1000))
        .extracting(Entry::key)
        .containsExactlyElementsOf(written);
    assertThat(other.page(Key.EMPTY, 1000))
        .extracting(Entry::key)
        .containsExactlyElementsOf(written);
    for (Key key : written) {
      assertThat(bucket().page(key, 1))
          .extracting(Entry::key)
          .isEqualTo(written.higher(key) == null ? List.of() : List.of(written.higher(key)));
    }
  }
}
