// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.Flight;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// The objects that a lane has in flight, and those it is about to begin. Not for several threads
/// at
/// a time, but for arrivals.
final class Flights {
  /// Taken from the queue or the inbox at once.
  private static final int BATCH = 32;

  /// A flight that cannot make its next request for so long starts over with the copiers.
  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// Objects that may wait for the disk in all lanes together, each with an open file: the more,
  /// the fewer commits of a journal.
  private static final int MOST_COMMITTING = 512;

  private final Lane.Shared shared;
  private final Runnable onArrival;

  private final Queue<Seat> arrived = new ConcurrentLinkedQueue<>();
  private final Set<Seat> flying = new HashSet<>();
  private final ArrayDeque<Seat> stalled = new ArrayDeque<>();
  private final ArrayDeque<Work> refused = new ArrayDeque<>();

  /// Taken from the queue, not begun yet.
  private final ArrayDeque<Work> taken = new ArrayDeque<>();

  /// Of those in flight.
  private int committing;

  /// @param onArrival called on any thread, once for each arrival
  Flights(Lane.Shared shared, Runnable onArrival) {
    this.shared = shared;
    this.onArrival = onArrival;
  }

  /// Whether something arrived since the last step.
  boolean arrivals() {
    return !arrived.isEmpty();
  }

  /// Whether there is something that nobody will tell about when it can go on.
  boolean waiting() {
    boolean boards = !taken.isEmpty() && room() > 0;
    return boards || !stalled.isEmpty() || !refused.isEmpty();
  }

  boolean none() {
    return flying.isEmpty() && taken.isEmpty() && refused.isEmpty();
  }

  /// On any thread: a seat has something for its lane.
  private void tell(Seat seat) {
    arrived.add(seat);
    onArrival.run();
  }

  /// Does what can be done without waiting.
  ///
  /// @param boarding whether objects may be begun
  /// @return whether anything moved
  boolean step(boolean boarding) {
    boolean moved = land();
    moved |= goOn();
    moved |= pass();
    moved |= board(boarding);
    return moved;
  }

  /// Has all that is in flight end soon.
  ///
  /// @return whether all of it has ended
  boolean end() {
    flying.forEach(seat -> seat.flight().cancel());
    var _ = land();
    stalled.forEach(seat -> seat.flight().drop());
    flying.removeAll(stalled);
    stalled.clear();
    return flying.isEmpty();
  }

  /// Takes the next step of each that arrived.
  private boolean land() {
    boolean moved = false;
    for (int n = 0; n < BATCH; n++) {
      Seat seat = arrived.poll();
      if (seat == null) break;
      seat.land();
      settle(seat);
      moved = true;
    }
    return moved;
  }

  /// Tries those again that could not make their next request.
  private boolean goOn() {
    boolean moved = false;
    for (int n = stalled.size(); n > 0; n--) {
      Seat seat = stalled.removeFirst();
      if (System.nanoTime() - seat.stalledSince > STALLED_NANOS) {
        seat.flight().drop();
        flying.remove(seat);
        refused.addLast(seat.work);
      } else if (seat.again()) {
        settle(seat);
      }
      moved |= !stalled.contains(seat);
    }
    return moved;
  }

  /// Leaves to the copiers what is theirs.
  private boolean pass() {
    boolean moved = false;
    for (Work work = refused.peekFirst(); work != null; work = refused.peekFirst()) {
      if (!shared.unusual().offer(work)) break;
      refused.removeFirst();
      moved = true;
    }
    return moved;
  }

  private boolean board(boolean boarding) {
    boolean moved = false;
    while (room() > 0 && stalled.isEmpty() && refused.isEmpty() && boarding) {
      if (taken.isEmpty() && shared.queue().drainTo(taken, Math.min(BATCH, room())) == 0) break;
      if (shared.gate().full()) break;
      begin(taken.removeFirst());
      moved = true;
    }
    if (room() <= 0 && !shared.queue().isEmpty()) tellOfWant();
    return moved;
  }

  /// The gate grows only while somebody wants more of it than there is.
  private void tellOfWant() {
    var _ = shared.gate().full();
  }

  /// What is left of this lane's share of all that may be in flight.
  int room() {
    int share = Math.ceilDiv(Math.min(shared.gate().limit(), shared.slots()), shared.count());
    if (committing >= Math.ceilDiv(MOST_COMMITTING, shared.count())) return 0;
    return share - flying.size() + committing;
  }

  private void leave(Seat seat) {
    flying.remove(seat);
    if (seat.committing) committing--;
  }

  private void begin(Work work) {
    Seat seat = new Seat(work, shared.onLoops(), this::tell);
    Flight begun = null;
    try {
      if (work.fence().open()) {
        begun = shared.departure().begin(work.entry(), work.destination(), seat);
      }
    } catch (StoreException e) {
      // Nothing was begun: the copiers meet the same, and know what to do.
    } catch (RuntimeException | Error e) {
      shared.settling().settle(work, Settling.defect(e));
      return;
    }
    if (begun == null) {
      refused.addLast(work);
      var _ = pass();
      return;
    }
    flying.add(seat);
    seat.took(begun);
  }

  /// What became of a step.
  private void settle(Seat seat) {
    StoreException failure = seat.failure();
    Outcome outcome = seat.outcome();
    if (failure != null) {
      leave(seat);
      refused.addLast(seat.work.after(failure.failure()));
    } else if (outcome != null) {
      leave(seat);
      shared.settling().settle(seat.work, outcome);
    } else if (seat.flight().waiting()) {
      seat.stalledSince = 0;
      if (seat.committing || !seat.flight().committing()) return;
      seat.committing = true;
      committing++;
    } else {
      if (seat.stalledSince == 0) seat.stalledSince = System.nanoTime();
      stalled.addLast(seat);
    }
  }
}
