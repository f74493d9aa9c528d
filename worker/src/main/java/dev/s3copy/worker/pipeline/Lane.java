// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.worker.copy.Flight;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
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
  /// After so many turns in a row the sockets of an event loop have waited long enough.
  private static final int TURNS_ON_LOOP = 4;

  /// How soon to look again for what nobody tells about: a permit, a buffer, room at the copiers.
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Shared shared;
  private final Thread thread;
  private final Flights flights;

  /// Held by the thread that does this lane's work at the moment; guards the flights.
  private final AtomicBoolean turn = new AtomicBoolean();

  private volatile boolean parked;

  /// Whether nobody will tell when what is at hand can go on.
  private volatile boolean waiting;

  /// Whether the thread looks again by itself, soon.
  private volatile boolean looking;

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
    this.flights = new Flights(shared, shared.onLoops ? this::drive : this::wake);
  }

  private void wake() {
    if (parked) LockSupport.unpark(thread);
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

  /// On an event loop: a few turns, unless somebody else has one, who then sees the arrival.
  private void drive() {
    try {
      for (int turns = 0; turns < TURNS_ON_LOOP; turns++) {
        if (!turn.compareAndSet(false, true)) return;
        var _ = takeTurn();
        if (!flights.arrivals()) break;
      }
    } catch (RuntimeException | Error e) {
      shared.settling.broken(e);
    }
    if (flights.arrivals() || (waiting && !looking) || mayBoard()) LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        if (!turn.compareAndSet(false, true)) look();
        else if (!takeTurn()) rest();
      }
      while (!turn.compareAndSet(false, true)) LockSupport.parkNanos(this, LOOK_NANOS);
      while (!flights.end()) LockSupport.parkNanos(this, LOOK_NANOS);
    } catch (RuntimeException | Error e) {
      shared.settling.broken(e);
    }
    busy = false;
  }

  /// Ends the turn that was taken.
  ///
  /// @return whether anything moved
  private boolean takeTurn() {
    try {
      busy = true;
      boolean moved = flights.step(!finishing);
      waiting = flights.waiting();
      busy = !flights.none();
      hungry = !waiting && !finishing && flights.room() > 0;
      return moved;
    } finally {
      turn.set(false);
    }
  }

  private boolean mayBoard() {
    return hungry && !shared.queue.isEmpty();
  }

  /// Until something arrives, or may be begun, or might go on.
  private void rest() {
    parked = true;
    boolean nothing = !flights.arrivals() && !mayBoard() && !closed;
    if (nothing && waiting) look();
    else if (nothing) LockSupport.park(this);
    parked = false;
  }

  private void look() {
    looking = true;
    LockSupport.parkNanos(this, LOOK_NANOS);
    looking = false;
  }
}
