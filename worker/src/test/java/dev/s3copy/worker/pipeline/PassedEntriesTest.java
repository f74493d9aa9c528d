// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.shard.Totals;
import org.junit.jupiter.api.Test;

class PassedEntriesTest {
  private final LiveTotals live = new LiveTotals(new Totals(10, 10, 0, 0, 0, 0, 10, 10));
  private final PassedEntries passed = new PassedEntries(live);

  @Test
  void countsEachEntryOnce() {
    passed.countCopied(5);
    passed.countSkipped(7);
    passed.countExcluded(9);
    assertThat(passed.takeTotals()).isEqualTo(new Totals(3, 1, 1, 0, 1, 0, 21, 5));
    assertThat(passed.takeTotals()).isEqualTo(Totals.ZERO);
    assertThat(live.now()).isEqualTo(new Totals(13, 11, 1, 0, 1, 0, 31, 15));
  }

  @Test
  void whatWasNotTakenIsNotShown() {
    passed.countSkipped(7);
    assertThat(live.now().listed()).isEqualTo(10);
  }
}
