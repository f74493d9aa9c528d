// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Entry;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
  private static final Key PREFIX = Key.of("data/");

  @Test
  void everythingIsSelectedByDefault() {
    var filter = new KeyFilter(Selection.ALL);

    assertThat(filter.selects(entry("data/x", 0, 0), PREFIX.length())).isTrue();
    assertThat(filter.selects(entry("data/", 0, 0), PREFIX.length())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data/b/x.txt     | 50  | 1500 | selected
          data/b/x.txt     | 10  | 1000 | selected
          data/b/x.txt     | 100 | 1999 | selected
          data/b/x.txt     | 9   | 1500 | smaller than minSize
          data/b/x.txt     | 101 | 1500 | larger than maxSize
          data/b/x.txt     | 50  | 999  | before modifiedAfter
          data/b/x.txt     | 50  | 2000 | not before modifiedBefore
          data/a/x.txt     | 50  | 1500 | before keyRange
          data/d/m         | 50  | 1500 | no include pattern matches
          data/d/n.txt     | 50  | 1500 | after keyRange
          data/c/tmp/x.txt | 50  | 1500 | an exclude pattern matches
          data/c/x.bin     | 50  | 1500 | no include pattern matches
          """)
  void anEntryMustPassEveryRule(String key, long size, long modified, String why) {
    var selection =
        Selection.of(List.of("**/*.txt", "*.csv"), List.of("**/tmp/**"))
            .withKeyRange(new KeyRange(Key.of("b"), Key.of("d/m")))
            .withSizes(10, 100)
            .withModified(1000, 2000);
    var filter = new KeyFilter(selection);

    assertThat(filter.selects(entry(key, size, modified), 5)).isEqualTo(why.equals("selected"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          logs/2024/**               | -           | data/logs/2024. | data/logs/20240
          logs/2024/**               | logs/2023/* | data/logs/2023. | data/logs/20240
          exact/key                  | -           | data/exact/kex  | data/exact/key
          **/*.txt                   | -           | -               | -
          *.txt                      | logs/**     | -               | -
          logs/{2023,2024}/**        | -           | data/logs.      | data/logs0
          é*                         | -           | data/è          | data/ê
          """)
  void includePatternsNarrowWhatIsListed(String include, String other, String after, String until) {
    var patterns = other == null ? List.of(include) : List.of(include, other);
    var range = Selection.of(patterns, List.of()).narrowed(PREFIX);

    assertThat(range)
        .isEqualTo(
            new KeyRange(
                after == null ? Key.EMPTY : Key.of(after), until == null ? null : Key.of(until)));
  }

  @Test
  void aRangeThatNoPatternReachesLeavesNothingToList() {
    var selection =
        Selection.of(List.of("a/**"), List.of()).withKeyRange(new KeyRange(Key.of("b"), null));

    assertThat(selection.narrowed(PREFIX)).isNull();
  }

  @Property(tries = 2000)
  void nothingOutsideTheNarrowedRangeIsSelected(
      @ForAll("patterns") String pattern, @ForAll("keys") String key) {
    var selection = Selection.of(List.of(pattern), List.of());
    var entry = entry("data/" + key, 0, 0);
    if (!new KeyFilter(selection).selects(entry, PREFIX.length())) return;

    var range = selection.narrowed(PREFIX);
    assertThat(range != null && range.contains(entry.key())).isTrue();
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab/*\u0001\ud7ff\ue000").ofMinLength(1).ofMaxLength(5);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings().withChars("ab/\u0001\ud7ff\ue000").ofMaxLength(5);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> Selection.ALL.withSizes(2, 1)).hasMessageContaining("minSize");
    assertThatThrownBy(() -> Selection.ALL.withModified(2, 2)).hasMessageContaining("modified");
  }

  private static Entry entry(String key, long size, long modified) {
    return Entry.object(Key.of(key), size, "", modified);
  }
}
