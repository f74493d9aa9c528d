// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// A server and its client in virtual time: latency, a capacity behind one queue, and 503s. The
/// client always has another request, so that the limit is the only thing that holds it back.
final class VirtualServer {
  private static final long SECOND = 1_000_000_000L;

  /// @param latencyMillis time of one request on an idle server, ± 20 %
  /// @param perSecond requests per second that it can serve (or the client's CPU can make)
  /// @param turnsAway beyond the capacity it answers 503 instead of queueing
  /// @param contention share by which each request grows dearer per 100 requests running
  /// @param ambient share of requests answered 503 whatever the load
  record Shape(
      double latencyMillis,
      double perSecond,
      boolean turnsAway,
      double contention,
      double ambient) {
    static Shape of(double latencyMillis, double perSecond) {
      return new Shape(latencyMillis, perSecond, false, 0, 0);
    }
  }

  private record End(long at, long started, boolean throttled) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      return Long.compare(at, other.at);
    }
  }

  /// A machine with other work: at times requests take so many times as long.
  double slowest = 1;

  Shape shape;
  final ConcurrencyController controller;
  private final SplittableRandom random = new SplittableRandom(7);
  private final PriorityQueue<End> running = new PriorityQueue<>();
  private long now;
  private long busyUntil;
  private long lookAt;
  private GateTotals totals = GateTotals.ZERO;

  VirtualServer(Shape shape, ConcurrencyController controller) {
    this.shape = shape;
    this.controller = controller;
  }

  /// Requests served per second over the next `seconds`.
  double run(double seconds) {
    long end = now + (long) (seconds * SECOND);
    long before = totals.done();
    while (true) {
      while (running.size() < controller.limit()) start();
      End next = running.element();
      if (next.at > end) break;
      running.remove();
      now = next.at;
      finish(next);
    }
    now = end;
    return (totals.done() - before) / seconds;
  }

  /// The best of all fixed limits.
  static double best(Shape shape, int max) {
    double best = 0;
    for (int limit = 1; limit <= max; limit = limit + 1 + limit / 8) {
      var server = new VirtualServer(shape, new ConcurrencyController(limit, limit, limit, 0));
      server.run(0.5);
      best = Math.max(best, server.run(1.5));
    }
    return best;
  }

  /// Another slowness every 7 ms.
  private double slowness() {
    if (slowest == 1) return 1;
    return 1 + (slowest - 1) * new SplittableRandom(now / 7_000_000).nextDouble();
  }

  private void start() {
    double dearer = slowness() * (1 + shape.contention * running.size() / 100);
    long service = (long) (SECOND / shape.perSecond * dearer);
    long latency = (long) (shape.latencyMillis * 1e6 * (0.8 + 0.4 * random.nextDouble()));
    // A server that turns requests away lets a burst of 20 ms pass.
    boolean full = shape.turnsAway && busyUntil - now > 20_000_000;
    if (full || random.nextDouble() < shape.ambient) {
      running.add(new End(now + latency / 2 + 1, now, true));
      return;
    }
    busyUntil = Math.max(busyUntil, now) + service;
    running.add(new End(Math.max(busyUntil, now + latency), now, false));
  }

  private void finish(End end) {
    totals =
        new GateTotals(
            totals.done() + (end.throttled ? 0 : 1),
            totals.throttled() + (end.throttled ? 1 : 0),
            0,
            0,
            totals.nanos() + end.at - end.started,
            totals.waits() + 1,
            end.throttled ? totals.quickest() : Math.min(totals.quickest(), end.at - end.started));
    if (end.throttled) {
      int _ = controller.throttled(now, totals);
    } else if (now >= lookAt) {
      lookAt = now + 5_000_000;
      int _ = controller.observe(now, totals);
    }
  }
}
