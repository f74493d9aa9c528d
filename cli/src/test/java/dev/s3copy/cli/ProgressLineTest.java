// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private static final long GIB = 1L << 30;
  private static final RunRate PACE = new RunRate(2_345, 345 << 20);

  private static RunProgress progress(boolean listingDone, Totals totals) {
    return new RunProgress(totals, listingDone, 1, 8, 64, 12.5);
  }

  private static Totals totals(long skipped) {
    return new Totals(20_000, 8_000, skipped, 0, 0, 3, 3 * GIB, GIB);
  }

  @Test
  void showsPercentAndEtaOnceTheTotalIsKnown() {
    assertThat(ProgressLine.format(progress(true, totals(0)), PACE, 160))
        .isEqualTo(
            " 40%  8,003 of 20,000 objects  1.00 GiB of 3.00 GiB  345 MiB/s  2,345 objects/s"
                + "  ETA 0:05  3 failed  64 at once");
  }

  @Test
  void guessesNeitherPercentNorEtaWhileListing() {
    assertThat(ProgressLine.format(progress(false, totals(0)), PACE, 160))
        .isEqualTo(
            "8,003 of at least 20,000 objects  1.00 GiB copied  345 MiB/s  2,345 objects/s"
                + "  3 failed  64 at once");
  }

  @Test
  void takesTheLaterOfTheTwoEtasWhereEveryByteIsToBeCopied() {
    Totals noFailure = new Totals(20_000, 8_000, 0, 0, 0, 0, 3 * GIB, GIB);
    assertThat(ProgressLine.format(progress(true, noFailure), new RunRate(2_000, 1 << 20), 160))
        .contains("ETA 34:08");
  }

  @Test
  void goesByObjectsAloneWhereSomeBytesAreNotCopied() {
    assertThat(ProgressLine.format(progress(true, totals(7)), new RunRate(2_000, 1 << 20), 160))
        .contains("ETA 0:06");
  }

  @Test
  void saysNoEtaWhileNothingMoves() {
    assertThat(ProgressLine.format(progress(true, totals(0)), RunRate.NONE, 160))
        .doesNotContain("ETA");
  }

  @Test
  void keepsWhatMattersMostOnANarrowTerminal() {
    assertThat(ProgressLine.format(progress(true, totals(0)), PACE, 60))
        .isEqualTo("8,003 of 20,000 objects  345 MiB/s  ETA 0:05  3 failed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 23, 40, 79, 80, 200})
  void neverExceedsTheWidth(int width) {
    assertThat(ProgressLine.format(progress(true, totals(0)), PACE, width))
        .hasSizeLessThanOrEqualTo(width);
  }

  @Test
  void showsAnEmptySourceAsDone() {
    assertThat(ProgressLine.format(progress(true, Totals.ZERO), RunRate.NONE, 160))
        .startsWith("100%  0 of 0 objects");
  }

  @Test
  void saysThatItListsBeforeThereIsAnyNumber() {
    assertThat(ProgressLine.format(progress(false, Totals.ZERO), RunRate.NONE, 160))
        .startsWith("listing  ");
  }
}
