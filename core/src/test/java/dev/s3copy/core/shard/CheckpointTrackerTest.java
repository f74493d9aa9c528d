// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckpointTrackerTest {
  private final List<Key> journal = new ArrayList<>();

  private CheckpointTracker tracker(ShardReport start) {
    return new CheckpointTracker(1000, start, (entry, _) -> journal.add(entry.key()), () -> false);
  }

  private static Entry entry(int i) {
    return Entry.object(Key.of("k%06d".formatted(i)), 10, "etag", 0);
  }

  @Test
  @DisplayName("P-13 the checkpoint stays before the first key that is not settled")
  void checkpointWaitsForTheFirstUnsettledKey() throws InterruptedException {
    CheckpointTracker tracker = tracker(ShardReport.NONE);
    CheckpointTracker.Ticket first = tracker.open(entry(1), Totals.ZERO);
    CheckpointTracker.Ticket second = tracker.open(entry(2), Totals.ZERO);
    tracker.pass(entry(3), Outcome.SKIPPED, Totals.ZERO);

    second.settle(Outcome.Copied.of(10));
    assertThat(checkpoint(tracker)).isEqualTo(Key.EMPTY);

    first.settle(Outcome.Copied.of(10));
    assertThat(checkpoint(tracker)).isEqualTo(entry(3).key());
    assertThat(totals(tracker)).isEqualTo(new Totals(3, 2, 1, 0, 0, 0, 30, 20));
  }

  @Test
  void aSecondOutcomeOfOneKeyChangesNothing() throws InterruptedException {
    CheckpointTracker tracker = tracker(ShardReport.NONE);
    CheckpointTracker.Ticket ticket = tracker.open(entry(1), Totals.ZERO);
    ticket.settle(Outcome.Copied.of(10));
    ticket.settle(new Outcome.Failed(failure(), 1));
    assertThat(totals(tracker).copied()).isEqualTo(1);
    assertThat(totals(tracker).failed()).isZero();
  }

  @Test
  void countsGoOnFromTheReportOfAnEarlierHolder() throws InterruptedException {
    Totals before = new Totals(5, 3, 1, 0, 1, 0, 50, 30);
    CheckpointTracker tracker =
        tracker(new ShardReport(entry(5).key(), before, 0, 0, -1, List.of()));
    tracker.pass(entry(6), Outcome.SKIPPED, Totals.ZERO);
    assertThat(totals(tracker)).isEqualTo(new Totals(6, 3, 2, 0, 1, 0, 60, 30));
  }

  @Test
  void aRunOfEntriesCountsOnceAllBeforeItIsSettled() throws InterruptedException {
    CheckpointTracker tracker = tracker(ShardReport.NONE);
    Totals two = new Totals(2, 1, 1, 0, 0, 0, 20, 10);
    CheckpointTracker.Ticket ticket = tracker.open(entry(3), two);
    tracker.pass(entry(5).key(), two);
    assertThat(totals(tracker)).isEqualTo(Totals.ZERO);
    assertThat(checkpoint(tracker)).isEqualTo(Key.EMPTY);

    ticket.settle(Outcome.SKIPPED);

    assertThat(totals(tracker)).isEqualTo(new Totals(5, 2, 3, 0, 0, 0, 50, 20));
    assertThat(checkpoint(tracker)).isEqualTo(entry(5).key());
    assertThat(journal).containsExactly(entry(3).key());
  }

  @Test
  void aRunBeforeAnEntryThatFailedIsCountedWithIt() throws InterruptedException {
    CheckpointTracker tracker = tracker(ShardReport.NONE);
    tracker.pass(entry(2), new Outcome.Failed(failure(), 1), new Totals(1, 0, 1, 0, 0, 0, 10, 0));

    assertThat(totals(tracker)).isEqualTo(new Totals(2, 0, 1, 0, 0, 1, 20, 0));
    assertThat(checkpoint(tracker)).isEqualTo(entry(2).key());
  }

  /// @param size keys, settled in a random order
  @Property(tries = 200)
  @Label(
      "whatever the order of settling, the journal is in key order and totals belong to the"
          + " checkpoint")
  void foldsInKeyOrder(@ForAll @IntRange(min = 1, max = 300) int size, @ForAll long seed)
      throws InterruptedException {
    journal.clear();
    CheckpointTracker tracker = tracker(ShardReport.NONE);
    List<CheckpointTracker.Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < size; i++) tickets.add(tracker.open(entry(i), Totals.ZERO));
    Collections.shuffle(tickets, new Random(seed));
    for (CheckpointTracker.Ticket ticket : tickets) {
      ticket.settle(Outcome.Copied.of(10));
      tracker.read(
          (key, totals) -> {
            assertThat(totals.listed()).isEqualTo(journal.size());
            assertThat(key).isEqualTo(journal.isEmpty() ? Key.EMPTY : journal.getLast());
            return key;
          });
    }
    assertThat(journal).hasSize(size).isSorted();
    assertThat(tracker.awaitSettled(0)).isTrue();
  }

  private static Key checkpoint(CheckpointTracker tracker) {
    return tracker.read((key, _) -> key);
  }

  private static Totals totals(CheckpointTracker tracker) {
    return tracker.read((_, totals) -> totals);
  }

  private static Failure failure() {
    return Failure.of(FailureKind.ACCESS_DENIED, "GetObject", "AccessDenied", "denied");
  }

  @Test
  void aListerIsNotStuckBehindObjectsThatNobodyWillSettle() throws InterruptedException {
    CheckpointTracker tracker =
        new CheckpointTracker(1, ShardReport.NONE, (_, _) -> {}, () -> true);
    tracker.open(entry(1), Totals.ZERO);
    assertThat(tracker.open(entry(2), Totals.ZERO).entry()).isEqualTo(entry(2));
  }
}
