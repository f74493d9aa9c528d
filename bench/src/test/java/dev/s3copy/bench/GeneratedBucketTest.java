// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.s3copy.bench.Keyspace.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedBucketTest {
  @Test
  void readsCountAndSizeFromTheName() {
    assertThat(GeneratedBucket.parse("flat-1m-4k"))
        .isEqualTo(new GeneratedBucket(GeneratedBucket.Layout.FLAT, 1_000_000, 4096));
    assertThat(GeneratedBucket.parse("deep-20k-1m-anything"))
        .isEqualTo(new GeneratedBucket(GeneratedBucket.Layout.DEEP, 20_000, 1 << 20));
    assertThat(GeneratedBucket.parse("sink")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flat-2500-4k", "deep-2500-mix"})
  void walksAllKeysInByteOrderAndFindsEachAgain(String name) {
    GeneratedBucket bucket = bucket(name);
    List<String> keys = new ArrayList<>();
    for (Item item = bucket.ceiling(""); item != null; item = bucket.next(item)) {
      keys.add(item.key());
      assertThat(bucket.find(item.key())).isEqualTo(item);
      assertThat(bucket.ceiling(item.key())).isEqualTo(item);
    }
    assertThat(keys).hasSize(2500).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        ".bin",
        "data/0000/00000001",
        "data/0001/00000001.bin",
        "data/0002/00002500.bin",
        "data/0000/0000000x.bin",
        "xdata/0000/00000001.bin"
      })
  void knowsNoOtherKeys(String key) {
    assertThat(bucket("deep-2500-4k").find(key)).isNull();
  }

  @Test
  void seeksBetweenKeys() {
    GeneratedBucket bucket = bucket("deep-2500-4k");
    assertThat(bucket.ceiling("data/0001/"))
        .extracting(Item::key)
        .isEqualTo("data/0001/00001000.bin");
    assertThat(bucket.ceiling("data/0002/00002499.bin" + Names.LAST)).isNull();
  }

  @Test
  void mixesEmptySmallAndMultipartSizes() {
    GeneratedBucket bucket = bucket("deep-1k-mix");
    assertThat(
            java.util.Map.of(
                "empty", bucket.sizeOf(0), "small", bucket.sizeOf(1), "large", bucket.sizeOf(500)))
        .contains(entry("empty", 0L), entry("small", 4097L), entry("large", 24L << 20));
  }

  private static GeneratedBucket bucket(String name) {
    return Objects.requireNonNull(GeneratedBucket.parse(name));
  }

  @Test
  void putsAHundredKeysIntoAWideFolder() {
    GeneratedBucket bucket = java.util.Objects.requireNonNull(GeneratedBucket.parse("wide-1m-4k"));
    assertThat(bucket.key(99)).isEqualTo("data/00000/00000099.bin");
    assertThat(bucket.key(999_999)).isEqualTo("data/09999/00999999.bin");
    assertThat(bucket.find(bucket.key(123_456))).isEqualTo(bucket.item(123_456));
  }

  @Test
  void spreadsSizesFromFourToSixtyFourKibibytes() {
    GeneratedBucket bucket =
        java.util.Objects.requireNonNull(GeneratedBucket.parse("deep-100k-spread"));
    long least = Long.MAX_VALUE;
    long most = 0;
    long sum = 0;
    for (long n = 0; n < bucket.count(); n++) {
      least = Math.min(least, bucket.sizeOf(n));
      most = Math.max(most, bucket.sizeOf(n));
      sum += bucket.sizeOf(n);
    }
    assertThat(least).isEqualTo(4 << 10);
    assertThat(most).isEqualTo(64 << 10);
    assertThat(sum / bucket.count()).isBetween(33L << 10, 35L << 10);
  }
}
