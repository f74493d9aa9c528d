// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Copies many objects at once without waiting for any: it starts transfers, and goes on with each
/// when its answer arrived. Its thread waits only for notifications, and for disks. Where no step
/// waits for a disk, event loops do its work in turns.
///
/// Per object that costs no thread switch while there is much to do. What has to wait (large
/// objects, failures, limited rates) goes to the [BlockingRunner].
final class LoopRunner implements Runnable {
  /// After so many turns in a row an event loop goes back to its sockets.
  private static final int TURNS_ON_LOOP = 4;

  /// How soon to look again for a permit, a buffer or room at the blocking runner: nobody notifies
  /// of those.
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LoopContext context;
  private final Thread thread;
  private final InFlight inFlight;

  /// Held by the thread that does this runner's work at the moment; guards `inFlight`.
  private final AtomicBoolean turn = new AtomicBoolean();

  private volatile boolean parked;

  /// Whether something can go on later, and nobody will notify of it.
  private volatile boolean needsPolling;

  /// Whether the thread looks again by itself, soon.
  private volatile boolean polling;

  /// Whether there is room for objects from the queue.
  private volatile boolean hasRoom;

  private volatile boolean finishing;
  private volatile boolean closed;
  private volatile boolean busy;

  LoopRunner(LoopContext context, int number) {
    this.context = context;
    this.thread = Thread.ofPlatform().daemon().name("loop-runner-" + number).unstarted(this);
    this.inFlight = new InFlight(context, context.onEventLoops() ? this::runTurns : this::wake);
  }

  private void wake() {
    if (parked) LockSupport.unpark(thread);
  }

  void start() {
    thread.start();
  }

  /// The queue has an object.
  ///
  /// @return whether this runner had room for it
  boolean offerWork() {
    if (!hasRoom) return false;
    hasRoom = false;
    LockSupport.unpark(thread);
    return true;
  }

  boolean busy() {
    return busy;
  }

  /// Starts nothing any more.
  void finish() {
    finishing = true;
    LockSupport.unpark(thread);
  }

  /// Ends what is in flight, and waits until it has ended.
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

  /// On an event loop: takes a few turns. Where another thread has the turn, that thread sees the
  /// notification.
  private void runTurns() {
    try {
      for (int turns = 0; turns < TURNS_ON_LOOP; turns++) {
        if (!turn.compareAndSet(false, true)) return;
        var _ = takeTurn();
        if (!inFlight.hasNotifications()) break;
      }
    } catch (RuntimeException | Error e) {
      context.settling().broken(e);
    }
    boolean more = inFlight.hasNotifications() || (needsPolling && !polling) || canStart();
    if (more) LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        if (!turn.compareAndSet(false, true)) parkShortly();
        else if (!takeTurn()) rest();
      }
      while (!turn.compareAndSet(false, true)) LockSupport.parkNanos(this, POLL_NANOS);
      while (!inFlight.end()) LockSupport.parkNanos(this, POLL_NANOS);
    } catch (RuntimeException | Error e) {
      context.settling().broken(e);
    }
    busy = false;
  }

  /// Does what can be done, and ends the turn that the caller took.
  ///
  /// @return whether anything moved
  private boolean takeTurn() {
    try {
      busy = true;
      boolean moved = inFlight.proceed(!finishing);
      needsPolling = inFlight.needsPolling();
      busy = !inFlight.isEmpty();
      hasRoom = !needsPolling && !finishing && inFlight.room() > 0;
      return moved;
    } finally {
      turn.set(false);
    }
  }

  private boolean canStart() {
    return hasRoom && !context.queue().isEmpty();
  }

  /// Parks until there is a notification, or an object to start, or something to try again.
  private void rest() {
    parked = true;
    boolean nothing = !inFlight.hasNotifications() && !canStart() && !closed;
    if (nothing && needsPolling) parkShortly();
    else if (nothing) LockSupport.park(this);
    parked = false;
  }

  private void parkShortly() {
    polling = true;
    LockSupport.parkNanos(this, POLL_NANOS);
    polling = false;
  }
}
