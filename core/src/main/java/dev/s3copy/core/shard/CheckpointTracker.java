// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

import static java.util.Objects.requireNonNull;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Turns outcomes that arrive in any order into a checkpoint that moves in key order.
///
/// One thread appends entries in key order; any thread settles them. The checkpoint is the last key
/// of the settled head of the line, and the totals count exactly the keys up to it, so a run that
/// goes on from the checkpoint counts each key once. Entries that are settled as they are listed
/// are appended many at a time: that costs a lock and an object for all of them together, not for
/// each key.
///
/// At most `capacity` keys wait behind an unsettled head: then [#open] waits, which bounds memory.
public final class CheckpointTracker {
  /// Receives outcomes in key order, under the tracker's lock: keep it short.
  public interface Journal {
    void settled(Entry entry, Outcome outcome);
  }

  private static final long LOOK_MILLIS = 100;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final ArrayDeque<Ticket> line = new ArrayDeque<>();
  private final int capacity;
  private final Journal journal;
  private final BooleanSupplier givenUp;
  private final TotalsCounter counter;
  private Key checkpoint;

  /// @param givenUp once true, [#open] no longer waits: entries that are opened then will never be
  ///     settled
  public CheckpointTracker(
      int capacity, ShardReport start, Journal journal, BooleanSupplier givenUp) {
    this.givenUp = givenUp;
    this.capacity = capacity;
    this.journal = journal;
    this.counter = new TotalsCounter(start.totals());
    this.checkpoint = start.checkpoint();
  }

  /// One place in the line: entries that were settled as they were listed, and after them one that
  /// is settled by itself (null if there is none).
  public final class Ticket {
    private final @Nullable Entry entry;
    private @Nullable Outcome outcome;
    private final Totals passed;
    private final Key last;

    private Ticket(@Nullable Entry entry, @Nullable Outcome outcome, Totals passed, Key last) {
      this.entry = entry;
      this.outcome = outcome;
      this.passed = passed;
      this.last = last;
    }

    public Entry entry() {
      return requireNonNull(entry);
    }

    private boolean unsettled() {
      return entry != null && outcome == null;
    }

    /// Final; a second call changes nothing.
    public void settle(Outcome result) {
      lock.lock();
      try {
        if (outcome != null) return;
        outcome = result;
        if (line.peekFirst() == this) fold();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Appends the next entry in key order; waits while too many are unsettled.
  ///
  /// @param passed entries between the one before and this one, settled as they were listed
  public Ticket open(Entry entry, Totals passed) throws InterruptedException {
    Ticket ticket = new Ticket(entry, null, passed, entry.key());
    append(ticket);
    return ticket;
  }

  /// Appends an entry that is settled as it is listed, and leaves a line in the journal.
  ///
  /// @param passed as in [#open]
  public void pass(Entry entry, Outcome outcome, Totals passed) throws InterruptedException {
    append(new Ticket(entry, outcome, passed, entry.key()));
  }

  /// Appends entries that were settled as they were listed, with nothing for the journal. They take
  /// one place together, however many they are.
  ///
  /// @param last the greatest of their keys
  public void pass(Key last, Totals passed) throws InterruptedException {
    append(new Ticket(null, null, passed, last));
  }

  private void append(Ticket ticket) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (line.size() >= capacity && !givenUp.getAsBoolean()) {
        var _ = moved.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
      line.addLast(ticket);
      if (line.size() == 1) fold();
    } finally {
      lock.unlock();
    }
  }

  private void fold() {
    for (Ticket head = line.peekFirst(); head != null; head = line.peekFirst()) {
      if (head.unsettled()) break;
      line.removeFirst();
      checkpoint = head.last;
      counter.add(head.passed);
      Entry entry = head.entry;
      Outcome outcome = head.outcome;
      if (entry == null || outcome == null) continue;
      counter.add(entry, outcome);
      journal.settled(entry, outcome);
    }
    moved.signalAll();
  }

  /// Calls `reader` with a checkpoint and totals that belong together, and with no journal call
  /// under way.
  public <T> T read(Reader<T> reader) {
    lock.lock();
    try {
      return reader.read(checkpoint, counter.totals());
    } finally {
      lock.unlock();
    }
  }

  /// Sees checkpoint and totals of one moment.
  public interface Reader<T> {
    T read(Key checkpoint, Totals totals);
  }

  /// Waits until every opened entry is settled, for at most `millis`.
  ///
  /// @return whether it is so
  public boolean awaitSettled(long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (!line.isEmpty() && left > 0) left = moved.awaitNanos(left);
      return line.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
