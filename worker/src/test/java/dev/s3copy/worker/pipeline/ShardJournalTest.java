// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.FailedKey;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.Totals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShardJournalTest {
  private static final int SEGMENT_BYTES = 10;

  /// It overflows soon: only differences of times may be compared.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

  private final ShardJournal journal = new ShardJournal(List.of(), SEGMENT_BYTES, now::get);

  private void copied(String line) {
    journal.settled(Entry.object(Key.of("k"), 1, "", 0), new Outcome.Copied(1, "", line));
  }

  private static Failure denied() {
    return Failure.of(FailureKind.ACCESS_DENIED, "Get", "AccessDenied", "no");
  }

  @Test
  void waitsForAFullSegmentButNotForever() {
    assertThat(journal.isWorthWaiting()).isFalse();
    copied("1234");
    assertThat(journal.isWorthWaiting()).isTrue();
    now.addAndGet(Duration.ofSeconds(15).toNanos());
    assertThat(journal.isWorthWaiting()).isFalse();
  }

  @Test
  void knowsWhenASegmentIsFullAndWhenListingIsToWait() {
    copied("123456789");
    assertThat(journal.isSegmentFull()).isTrue();
    assertThat(journal.isWorthWaiting()).isFalse();
    assertThat(journal.isFull()).isFalse();
    copied("1234567890123456789");
    assertThat(journal.isFull()).isTrue();
  }

  @Test
  void aCutTakesEachLineOnce() {
    copied("a");
    copied("b");
    Totals totals = new Totals(2, 2, 0, 0, 0, 0, 2, 2);
    ShardJournal.Cut cut = journal.takeCut(Key.of("k"), totals);
    assertThat(new String(cut.lines(), StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
    assertThat(cut.report(0, 1, 5))
        .isEqualTo(new ShardReport(Key.of("k"), totals, 0, 1, 5, List.of()));
    assertThat(journal.takeCut(Key.of("k"), totals).lines()).isEmpty();
  }

  @Test
  void whatNeedsNoLineLeavesNone() {
    copied("");
    journal.settled(Entry.object(Key.of("k"), 1, "", 0), Outcome.SKIPPED);
    ShardJournal.Cut cut = journal.takeCut(Key.of("k"), Totals.ZERO);
    assertThat(cut.lines()).isEmpty();
    assertThat(cut.failures()).isEmpty();
  }

  @Test
  void keepsAllFailuresAsLinesAndTheFirstFewAsSamples() {
    for (int i = 0; i <= FailedKey.MOST; i++) {
      Entry entry = Entry.object(Key.of("k" + i), 1, "", 0);
      journal.settled(entry, new Outcome.Failed(denied(), 3));
    }
    ShardJournal.Cut cut = journal.takeCut(Key.of("k"), Totals.ZERO);
    assertThat(new String(cut.failures(), StandardCharsets.UTF_8).lines())
        .hasSize(FailedKey.MOST + 1)
        .allSatisfy(line -> assertThat(line).contains("\"outcome\":\"failed\"", "\"attempts\":3"));
    assertThat(cut.report(0, 0, 0).samples()).hasSize(FailedKey.MOST);
  }

  @Test
  void aSourceThatWentAwayIsReportedAsGone() {
    journal.settled(Entry.object(Key.of("k"), 1, "", 0), new Outcome.Gone(denied()));
    ShardJournal.Cut cut = journal.takeCut(Key.of("k"), Totals.ZERO);
    assertThat(new String(cut.failures(), StandardCharsets.UTF_8))
        .contains("\"key\":\"k\"", "\"outcome\":\"gone\"");
    assertThat(cut.report(0, 0, 0).samples()).isEmpty();
  }

  @Test
  void aKeyThatIsNoTextIsReportedAsBytes() {
    Key key = Key.ofBytes(new byte[] {(byte) 0xff});
    assertThat(FailureLine.of(key, "failed", denied(), 1))
        .contains("\"keyBase64\":\"/w==\"")
        .doesNotContain("\"key\"");
  }
}
