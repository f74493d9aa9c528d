// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The gate of a worker: as many requests at once as [ConcurrencyController] finds best, as many a
/// second as [RateLimit] allows. Passing it without a wait costs a fraction of a microsecond.
public final class AdaptiveGate implements RequestGate {
  /// How often the controller decides anew: often enough for latencies of 1 ms, and rarely enough
  /// to cost nothing.
  private static final long LOOK_NANOS = 5_000_000;

  private final ConcurrencyController controller;
  private final RateLimit rate;
  private final RateLimit sending;
  private final LongSupplier nanoTime;
  private final Permits permits;

  /// Guards the controller and the number of permits.
  private final ReentrantLock lock = new ReentrantLock();

  private int granted;
  private volatile int limit;
  private volatile long lookAt;

  private final LongAdder done = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder bytesMoved = new LongAdder();
  private final LongAdder nanosSpent = new LongAdder();
  private final LongAdder waits = new LongAdder();

  /// Two threads that write it at the same time may lose one value. That does no harm: the next
  /// request writes it again.
  private volatile long quickest = Long.MAX_VALUE;

  /// With no limit on the bytes that go out.
  public AdaptiveGate(ConcurrencyController controller, RateLimit rate, LongSupplier nanoTime) {
    this(controller, rate, RateLimit.none(), nanoTime);
  }

  /// @param rate of all requests, and of the bytes that come in
  /// @param sending of the bytes that go out
  public AdaptiveGate(
      ConcurrencyController controller, RateLimit rate, RateLimit sending, LongSupplier nanoTime) {
    this.controller = controller;
    this.rate = rate;
    this.sending = sending;
    this.nanoTime = nanoTime;
    this.granted = controller.limit();
    this.limit = granted;
    this.permits = new Permits(granted);
    this.lookAt = nanoTime.getAsLong() + LOOK_NANOS;
  }

  @Override
  public void enter() throws InterruptedException {
    enter(0);
  }

  @Override
  public void enter(long bytes) throws InterruptedException {
    // The rate comes first: a permit that is held while its thread waits for the rate would look
    // like work.
    rate.acquire(1, bytes);
    if (permits.tryAcquire()) return;
    waits.increment();
    permits.acquire();
  }

  @Override
  public void enterSending(long bytes) throws InterruptedException {
    sending.acquire(0, bytes);
    enter(0);
  }

  @Override
  public boolean tryEnter(long bytes) {
    return rate.unlimited() && permits.tryAcquire();
  }

  @Override
  public boolean tryEnterSending(long bytes) {
    return sending.unlimited() && tryEnter(0);
  }

  /// Threads that wait for a permit go first: requests of large objects would wait for ever behind
  /// the many of small ones.
  @Override
  public boolean isFull() {
    return permits.availablePermits() <= 0 || permits.hasQueuedThreads();
  }

  @Override
  public void reportDemand() {
    waits.increment();
  }

  @Override
  public boolean isRateLimited() {
    return !rate.unlimited() || !sending.unlimited();
  }

  @Override
  public void exit(Signal signal, long bytes, long nanos) {
    permits.release();
    nanosSpent.add(nanos);
    switch (signal) {
      case OK -> {
        done.increment();
        if (nanos < quickest) quickest = nanos;
        if (bytes > 0) bytesMoved.add(bytes);
      }
      case THROTTLED -> throttled.increment();
      case FAILED -> failed.increment();
    }
    long now = nanoTime.getAsLong();
    if (signal == Signal.THROTTLED) giveWay(now);
    else if (now - lookAt >= 0) look(now);
  }

  @Override
  public int limit() {
    return limit;
  }

  /// How many run now.
  public int running() {
    return Math.max(0, limit - permits.availablePermits());
  }

  private void giveWay(long now) {
    lock.lock();
    try {
      resize(controller.throttled(now, totals()));
    } finally {
      lock.unlock();
    }
  }

  private void look(long now) {
    if (!lock.tryLock()) return;
    try {
      lookAt = now + LOOK_NANOS;
      resize(controller.observe(now, totals()));
    } finally {
      lock.unlock();
    }
  }

  private void resize(int wanted) {
    if (wanted > granted) permits.release(wanted - granted);
    else if (wanted < granted) permits.reducePermits(granted - wanted);
    granted = wanted;
    limit = wanted;
  }

  private GateTotals totals() {
    return new GateTotals(
        done.sum(),
        throttled.sum(),
        failed.sum(),
        bytesMoved.sum(),
        nanosSpent.sum(),
        waits.sum(),
        quickest);
  }

  /// A semaphore that can be made smaller while its permits are out.
  private static final class Permits extends Semaphore {
    private static final long serialVersionUID = 1L;

    Permits(int permits) {
      super(permits);
    }

    @Override
    public void reducePermits(int reduction) {
      super.reducePermits(reduction);
    }
  }
}
