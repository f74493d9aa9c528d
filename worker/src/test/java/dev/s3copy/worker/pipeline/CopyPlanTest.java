// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import dev.s3copy.core.rule.Comparison;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Overwrite;
import dev.s3copy.core.select.KeyFilter;
import dev.s3copy.core.select.Selection;
import dev.s3copy.core.split.PieceSize;
import org.junit.jupiter.api.Test;

class CopyPlanTest {
  private static final Listing EMPTY = (_, _) -> Page.EMPTY;

  private static CopyPlan plan(Overwrite overwrite) {
    return plan(overwrite, "from/", "to/there/");
  }

  private static CopyPlan plan(Overwrite overwrite, String from, String to) {
    return new CopyPlan(
        EMPTY,
        Key.of(from),
        EMPTY,
        Key.of(to),
        new KeyFilter(Selection.ALL),
        new CopyRules(overwrite, Comparison.S3_TO_S3, false),
        (_, _) -> false,
        _ -> null,
        false,
        4,
        PieceSize.OBJECTS);
  }

  @Test
  void movesKeysFromPrefixToPrefix() {
    CopyPlan plan = plan(Overwrite.ALWAYS);
    assertThat(plan.destinationKey(Key.of("from/a/b"))).isEqualTo(Key.of("to/there/a/b"));
    assertThat(plan.destinationRange(new KeyRange(Key.of("from/a"), Key.of("from/m"))))
        .isEqualTo(new KeyRange(Key.of("to/there/a"), Key.of("to/there/m")));
  }

  @Test
  void anObjectThatIsThePrefixItselfNeverBecomesTheMarkerOfAFolder() {
    assertThat(leavesNoKey("x", "")).isTrue();
    assertThat(leavesNoKey("x", "x/")).isTrue();
    assertThat(leavesNoKey("photos/", "")).isTrue();
    assertThat(leavesNoKey("photos/", "backup/")).isFalse();
    assertThat(leavesNoKey("x", "y")).isFalse();
  }

  private static boolean leavesNoKey(String from, String to) {
    return plan(Overwrite.ALWAYS, from, to).leavesNoKey(Key.of(from));
  }

  @Test
  void anOpenRangeStaysOpen() {
    assertThat(plan(Overwrite.ALWAYS).destinationRange(KeyRange.ALL)).isEqualTo(KeyRange.ALL);
  }

  @Test
  void listsTheDestinationOnlyWhereADecisionDependsOnIt() {
    assertThat(plan(Overwrite.ALWAYS).listedDestination()).isSameAs(NoListing.INSTANCE);
    assertThat(plan(Overwrite.IF_DIFFERENT).listedDestination()).isSameAs(EMPTY);
  }
}
