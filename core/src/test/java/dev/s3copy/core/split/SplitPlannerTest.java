// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.SortedListing;
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

class SplitPlannerTest {
  private static final SplitPlanner PLANNER = new SplitPlanner(ProbeBudget.CEDE);

  @Test
  void anEmptyKeySpaceHasNoCuts() {
    var listing = SortedListing.of();

    assertThat(PLANNER.plan(listing, KeyRange.ALL, Key.EMPTY, 8))
        .isEqualTo(new SplitPlan(List.of(), 0, 1, true));
  }

  @Test
  void aHandfulOfKeysIsCountedExactly() {
    var listing = SortedListing.of("a", "b", "c", "d");
    var plan = PLANNER.plan(listing, KeyRange.ALL, Key.EMPTY, 2);

    assertThat(plan.estimatedKeys()).isEqualTo(4);
    assertThat(plan.complete()).isTrue();
    assertThat(plan.probes()).isLessThanOrEqualTo(2);
  }

  @Property(tries = 300)
  void anyCutsAreAscendingAndInsideTheRange(
      @ForAll("keys") Set<Key> keys, @ForAll @IntRange(min = 1, max = 40) int pieces) {
    var listing = new Pages(new SortedListing(keys), 3);
    List<Key> sorted = keys.stream().sorted().toList();
    for (KeyRange range : ranges(sorted)) {
      var plan = PLANNER.plan(listing, range, Key.EMPTY, pieces);

      assertThat(plan.cuts()).hasSizeLessThan(pieces).isSorted().doesNotHaveDuplicates();
      assertThat(plan.cuts()).allMatch(range::contains).doesNotContain(range.until());
      assertThat(plan.probes()).isLessThan(100);
    }
  }

  private static List<KeyRange> ranges(List<Key> sorted) {
    if (sorted.size() < 4) return List.of(KeyRange.ALL);
    Key low = sorted.get(sorted.size() / 4);
    Key high = sorted.get(sorted.size() / 2);
    return List.of(KeyRange.ALL, new KeyRange(low, null), new KeyRange(low, high));
  }

  @Provide
  Arbitrary<Set<Key>> keys() {
    Arbitrary<Key> anyBytes =
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(4).map(Key::ofBytes);
    Arbitrary<Key> text =
        Arbitraries.strings()
            .withChars("ab/09\u00e9\uffff")
            .ofMinLength(1)
            .ofMaxLength(6)
            .map(Key::of);
    return Arbitraries.oneOf(anyBytes, text).set().ofMaxSize(80);
  }

  @Test
  void textIsCutAtText() {
    var listing = new SortedListing(KeyShape.CYRILLIC_AND_EMOJI.keys(50_000));
    var plan = PLANNER.plan(listing, KeyRange.ALL, Key.EMPTY, 32);

    assertThat(plan.cuts()).isNotEmpty().allMatch(cut -> cut.utf8() != null);
  }

  @Test
  void keepsToItsPrefix() {
    var keys = IntStream.range(0, 20_000).mapToObj("data/%05d"::formatted).toArray(String[]::new);
    var plan = PLANNER.plan(SortedListing.of(keys), KeyRange.ALL, Key.of("data/"), 8);

    assertThat(plan.cuts()).hasSize(7).allMatch(cut -> cut.startsWith(Key.of("data/")));
  }
}
