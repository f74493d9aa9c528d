// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MergeJoinTest {
  private static final Key SOURCE_PREFIX = Key.of("src/");
  private static final Key DESTINATION_PREFIX = Key.of("backup/2024/");

  @Property(tries = 500)
  void equalsTheNaiveDiff(
      @ForAll("keys") Set<Key> source,
      @ForAll("keys") Set<Key> destination,
      @ForAll @IntRange(min = 1, max = 7) int pageSize)
      throws InterruptedException {
    var left = new EntryCursor(below(SOURCE_PREFIX, source), KeyRange.ALL, pageSize);
    var right = new EntryCursor(below(DESTINATION_PREFIX, destination), KeyRange.ALL, pageSize);

    List<Key> seen = new ArrayList<>();
    Set<Key> matched = new HashSet<>();
    try (var join =
        new MergeJoin(left, SOURCE_PREFIX.length(), right, DESTINATION_PREFIX.length())) {
      while (join.advance()) {
        Key key = join.source().key().without(SOURCE_PREFIX.length());
        seen.add(key);
        Listed found = join.destination();
        if (found != null) {
          assertThat(found.key().without(DESTINATION_PREFIX.length())).isEqualTo(key);
          matched.add(key);
        }
      }
    }

    assertThat(seen).containsExactlyElementsOf(source.stream().sorted().toList());
    Set<Key> both = new HashSet<>(source);
    both.retainAll(destination);
    assertThat(matched).isEqualTo(both);
  }

  @Provide
  Arbitrary<Set<Key>> keys() {
    Arbitrary<Key> anyBytes =
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(3).map(Key::ofBytes);
    Arbitrary<Key> close =
        Arbitraries.strings()
            .withChars("a/b\u00e9\ud83d\ude00")
            .ofMinLength(1)
            .ofMaxLength(4)
            .map(Key::of);
    return Arbitraries.oneOf(anyBytes, close).set().ofMaxSize(60);
  }

  @Test
  void anEmptySourceReadsNothingOfTheDestination() throws InterruptedException {
    var destination = SortedListing.of("a", "b");
    var join =
        new MergeJoin(
            new EntryCursor(SortedListing.of(), KeyRange.ALL),
            0,
            new EntryCursor(destination, KeyRange.ALL),
            0);

    assertThat(join.advance()).isFalse();
    assertThat(destination.pages()).isZero();
  }

  @Test
  void aSparseSourceJumpsOverADenseDestination() throws InterruptedException {
    var many = IntStream.range(0, 100_000).mapToObj("k%06d"::formatted).toArray(String[]::new);
    var destination = SortedListing.of(many);
    var join =
        new MergeJoin(
            new EntryCursor(SortedListing.of("k000000", "k050000", "k099999"), KeyRange.ALL),
            0,
            new EntryCursor(destination, KeyRange.ALL),
            0);

    for (int i = 0; i < 3; i++) {
      assertThat(join.advance()).isTrue();
      assertThat(join.destination()).isNotNull();
    }
    assertThat(join.advance()).isFalse();
    join.close();
    assertThat(destination.pages()).isLessThan(12);
  }

  private static SortedListing below(Key prefix, Set<Key> keys) {
    return new SortedListing(keys.stream().map(prefix::append).toList());
  }
}
