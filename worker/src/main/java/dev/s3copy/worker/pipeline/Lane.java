// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static java.util.Objects.requireNonNull;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.copy.Flight;
import dev.s3copy.worker.s3.StaleConnectionException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One thread with many objects in flight: it begins them, and goes on with each when its request
/// arrived. It waits for nothing but arrivals, and for disks. Where there are no disks, the event
/// loops do its work in turns.
///
/// Per object that costs no thread switch while there is much to do. Whatever is unusual (large
/// objects, failures, no connection yet, limited rates) goes on to the [Copiers].
final class Lane implements Runnable {
  /// Taken from the queue or the inbox at once.
  private static final int BATCH = 32;

  /// How soon to look again for what nobody tells about: a permit, a buffer, room at the copiers.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /// A flight that cannot make its next request for so long starts over with the copiers.
  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// Objects that may wait for the disk in all lanes together, each with an open file: the more,
  /// the fewer commits of a journal.
  private static final int MOST_COMMITTING = 512;

  private final Shared shared;
  private final Thread thread;

  private final ConcurrentLinkedQueue<Seat> arrived = new ConcurrentLinkedQueue<>();
  private final Set<Seat> flying = new HashSet<>();
  private final ArrayDeque<Seat> stalled = new ArrayDeque<>();
  private final ArrayDeque<Work> refused = new ArrayDeque<>();
  /// Taken from the queue, not begun yet.
  private final ArrayDeque<Work> taken = new ArrayDeque<>();

  /// Of those in flight.
  private int committing;

  /// Held by the thread that does this lane's work at the moment; guards all that is not volatile.
  private final AtomicBoolean turn = new AtomicBoolean();

  private volatile boolean parked;

  /// Whether nobody will tell when what is at hand can go on.
  private volatile boolean waiting;

  /// Whether there is room for what is in the queue.
  private volatile boolean hungry;

  private volatile boolean finishing;
  private volatile boolean closed;
  private volatile boolean busy;

  /// How an object begins; null where it is not for a lane.
  interface Departure {
    @Nullable Flight begin(Entry source, Key destination, Runnable arrived);
  }

  /// What the lanes of a run share.
  ///
  /// @param queue what is to be copied
  /// @param unusual takes what a lane will not do
  /// @param count of lanes
  /// @param slots objects in flight in all lanes together, at most
  /// @param onLoops whether arrivals are taken on by the event loop they came from, as nothing
  ///     there waits for a disk: the next request goes out with no change of threads
  record Shared(
      BlockingQueue<Work> queue,
      Queue<Work> unusual,
      Departure departure,
      RequestGate gate,
      Settling settling,
      int count,
      int slots,
      boolean onLoops) {}

  Lane(Shared shared, int number) {
    this.shared = shared;
    this.thread = Thread.ofPlatform().daemon().name("lane-" + number).unstarted(this);
  }

  /// An object in flight.
  private final class Seat implements Runnable {
    private final Work work;
    private @Nullable Flight flight;
    private long stalledSince;
    private boolean committing;

    Seat(Work work) {
      this.work = work;
    }

    Flight flight() {
      return requireNonNull(flight, "not begun");
    }

    /// On an event loop: its request arrived.
    @Override
    public void run() {
      arrived.add(this);
      if (shared.onLoops) drive();
      else if (parked) LockSupport.unpark(thread);
    }
  }

  void start() {
    thread.start();
  }

  /// There is something to begin.
  ///
  /// @return whether this lane waited for it
  boolean feed() {
    if (!hungry) return false;
    hungry = false;
    LockSupport.unpark(thread);
    return true;
  }

  boolean busy() {
    return busy;
  }

  /// Nothing is begun any more.
  void finish() {
    finishing = true;
    LockSupport.unpark(thread);
  }

  /// Ends what is in flight and waits until it has ended.
  void close() {
    finishing = true;
    closed = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  /// On an event loop: one turn, unless somebody else has it, who then sees the arrival.
  private void drive() {
    try {
      var _ = takeTurn();
    } catch (RuntimeException | Error e) {
      shared.settling.broken(e);
    }
    // Not a second turn: the sockets of this event loop have waited long enough.
    if (!arrived.isEmpty() || waiting || mayBoard()) LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        if (!takeTurn()) rest();
      }
      while (!turn.compareAndSet(false, true)) LockSupport.parkNanos(this, LOOK_NANOS);
      endFlights();
    } catch (RuntimeException | Error e) {
      shared.settling.broken(e);
    }
    busy = false;
  }

  /// @return whether anything moved; not so either where somebody else has the turn
  private boolean takeTurn() {
    if (!turn.compareAndSet(false, true)) return false;
    try {
      boolean moved = step();
      lookAhead();
      return moved;
    } finally {
      turn.set(false);
    }
  }

  private boolean step() {
    boolean moved = land();
    moved |= goOn();
    moved |= pass();
    moved |= board();
    return moved;
  }

  private void endFlights() {
    while (!flying.isEmpty()) {
      flying.forEach(seat -> seat.flight().cancel());
      if (!land()) LockSupport.parkNanos(this, LOOK_NANOS);
      stalled.forEach(seat -> seat.flight().drop());
      flying.removeAll(stalled);
      stalled.clear();
    }
  }

  /// Takes the next step of each that arrived.
  private boolean land() {
    boolean moved = false;
    for (int n = 0; n < BATCH; n++) {
      Seat seat = arrived.poll();
      if (seat == null) break;
      advance(seat);
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
      } else {
        advance(seat);
      }
      moved |= !stalled.contains(seat);
    }
    return moved;
  }

  /// Leaves to the copiers what is theirs.
  private boolean pass() {
    boolean moved = false;
    for (Work work = refused.peekFirst(); work != null; work = refused.peekFirst()) {
      if (!shared.unusual.offer(work)) break;
      refused.removeFirst();
      moved = true;
    }
    return moved;
  }

  private boolean board() {
    boolean moved = false;
    while (room() > 0 && stalled.isEmpty() && refused.isEmpty() && !finishing) {
      if (taken.isEmpty() && shared.queue.drainTo(taken, Math.min(BATCH, room())) == 0) break;
      if (shared.gate.full()) break;
      begin(taken.removeFirst());
      moved = true;
    }
    if (room() <= 0 && !shared.queue.isEmpty()) tellOfWant();
    return moved;
  }

  /// The gate grows only while somebody wants more of it than there is.
  private void tellOfWant() {
    var _ = shared.gate.full();
  }

  /// What is left of this lane's share of all that may be in flight.
  private int room() {
    int share = Math.ceilDiv(Math.min(shared.gate.limit(), shared.slots), shared.count);
    if (committing >= Math.ceilDiv(MOST_COMMITTING, shared.count)) return 0;
    return share - flying.size() + committing;
  }

  private void leave(Seat seat) {
    flying.remove(seat);
    if (seat.committing) committing--;
  }

  private void begin(Work work) {
    Seat seat = new Seat(work);
    try {
      if (work.fence().open()) {
        seat.flight = shared.departure.begin(work.entry(), work.destination(), seat);
      }
    } catch (StoreException e) {
      // Nothing was begun: the copiers meet the same, and know what to do.
      seat.flight = null;
    } catch (RuntimeException | Error e) {
      shared.settling.settle(work, Settling.defect(e));
      return;
    }
    if (seat.flight == null) {
      refused.addLast(work);
      var _ = pass();
      return;
    }
    flying.add(seat);
    if (!seat.flight.waiting()) advance(seat);
  }

  private void advance(Seat seat) {
    Outcome outcome;
    try {
      outcome = seat.flight().advance();
    } catch (StoreException e) {
      leave(seat);
      refused.addLast(seat.work.after(e instanceof StaleConnectionException ? null : e.failure()));
      return;
    } catch (RuntimeException | Error e) {
      outcome = Settling.defect(e);
    }
    if (outcome != null) {
      leave(seat);
      shared.settling.settle(seat.work, outcome);
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

  /// What is known about the next turn.
  private void lookAhead() {
    boolean boards = !taken.isEmpty() && room() > 0;
    waiting = boards || !stalled.isEmpty() || !refused.isEmpty();
    busy = waiting || !taken.isEmpty() || !flying.isEmpty();
    hungry = !waiting && !finishing && room() > 0;
  }

  private boolean mayBoard() {
    return hungry && !shared.queue.isEmpty();
  }

  /// Until something arrives, or may be begun, or might go on.
  private void rest() {
    parked = true;
    boolean nothing = arrived.isEmpty() && !mayBoard() && !closed;
    if (nothing && waiting) LockSupport.parkNanos(this, LOOK_NANOS);
    else if (nothing) LockSupport.park(this);
    parked = false;
  }
}
