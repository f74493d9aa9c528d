// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

/// Finds how many requests to run at once: more while that moves more, half when the server asks
/// for less. Pure: the caller brings the time and the counts; not safe for threads.
///
/// It begins as TCP does: double in each round trip until more no longer moves more, then back to
/// what moved as much. From there it tries a little more and a little less from time to time. After
/// a 503 it halves, climbs back along a cubic curve to just below where it was (fast first, then
/// careful, as TCP CUBIC does) and tries on from there.
public final class ConcurrencyController {
  /// Doubling must gain this much, else the knee is passed.
  private static final double WORTH_GROWING = 0.25;

  private static final double GROWTH = 2;

  /// If the mean answer takes this many times as long as the quickest one, requests wait for each
  /// other. More of them would only wait longer. If more work is done all the same, that is because
  /// the program is still warming up.
  private static final double CROWDED = 8;

  /// Growth ends after this many rounds in a row without a gain: a single one may be a pause of
  /// this machine.
  private static final int FLAT_ROUNDS = 3;

  /// A probe upwards must gain a quarter of what it adds, one downwards may lose this much.
  private static final double PROBE_UP = 1.25;

  private static final double WORTH_KEEPING = 0.06;
  private static final double PROBE_DOWN = 0.8;
  private static final double NO_LOSS = 0.03;

  /// A lower limit must do as well this many times in a row before it is kept: chance does not
  /// repeat itself.
  private static final int PROOFS_DOWN = 2;

  private static final long FIRST_REST_NANOS = 500_000_000L;
  private static final long LONGEST_REST_NANOS = 15_000_000_000L;

  /// A program is slow at first, and a higher limit that did not help then may help soon after.
  /// During this time a higher limit is tried again and again, and a lower one only if requests
  /// wait for each other. On two processors a JVM reaches its full speed after about three seconds.
  private static final long WARMING_NANOS = 4_000_000_000L;

  private static final long HOLD_NANOS = 250_000_000L;
  private static final long RECOVERY_NANOS = 3_000_000_000L;
  private static final double RECOVERED = 0.9;
  private static final double FAILING = 0.2;
  private static final int MIN_FAILED = 8;

  private final int min;
  private final int max;
  private final long warmAt;
  private final ThrottleJudge judge = new ThrottleJudge();

  /// The limit that is aimed at. The limit rises to it over the time of one request: a jump would
  /// hit the server as a burst.
  private int limit;

  private int granted;
  private int rampFrom;
  private long rampSince;
  private long latencyNanos;
  private long holdUntil;
  private boolean held;
  private GateTotals atHalving = GateTotals.ZERO;
  private long restNanos = FIRST_REST_NANOS;
  private boolean upNext = true;
  private int proofsDown;
  private Phase phase;

  /// What the controller is about. `before` and `baseline` are work per second.
  private sealed interface Phase {
    /// A request that ends in this round began in the round before. So the work of this round was
    /// done by `of` requests at once.
    ///
    /// @param of the limit when the round began
    /// @param from the last limit that brought a gain; it did the work `before`. 0 if there is none
    ///     yet
    /// @param flat rounds since then
    record Growing(MeasuringWindow window, int of, int from, double before, int flat)
        implements Phase {}

    record Resting(long until) implements Phase {}

    record Comparing(MeasuringWindow window) implements Phase {}

    record Probing(MeasuringWindow window, int home, double baseline) implements Phase {}

    /// @param ceiling the limit at which the server objected
    record Recovering(long since, int from, int ceiling) implements Phase {}
  }

  /// @param start the concurrency to begin with
  public ConcurrencyController(int min, int max, int start, long now) {
    if (min < 1 || max < min) throw new IllegalArgumentException(min + ".." + max);
    this.min = min;
    this.max = max;
    this.warmAt = now + WARMING_NANOS;
    this.limit = Math.clamp(start, min, max);
    this.granted = limit;
    this.phase = growing(now, GateTotals.ZERO, 0, 0, 0);
  }

  public int limit() {
    return granted;
  }

  /// The server asked for less. Halves at most once in a round trip or a quarter of a second.
  int throttled(long now, GateTotals totals) {
    if (held && now - holdUntil < 0) {
      // It is still the same overload: climb back only after it ends.
      if (phase instanceof Phase.Recovering recovering) {
        phase = new Phase.Recovering(now, granted, recovering.ceiling);
      }
      return granted;
    }
    if (judge.givesWay(now, totals)) {
      halve(now, totals.since(atHalving));
      atHalving = totals;
    }
    return granted;
  }

  /// To be called often (every few milliseconds); gives the limit from now on.
  int observe(long now, GateTotals totals) {
    switch (phase) {
      case Phase.Resting(long until) -> {
        if (now - until >= 0) phase = new Phase.Comparing(window(now));
      }
      case Phase.Recovering recovering -> recover(recovering, now);
      case Phase.Growing growing -> {
        if (concluded(growing.window, now, totals)) grow(growing, now, totals);
      }
      case Phase.Comparing comparing -> {
        if (concluded(comparing.window, now, totals)) probe(comparing, now, totals);
      }
      case Phase.Probing probing -> {
        if (concluded(probing.window, now, totals)) judgeProbe(probing, now, totals);
      }
    }
    ramp(now);
    return granted;
  }

  private void ramp(long now) {
    double share = latencyNanos == 0 ? 1 : Math.min(1, (double) (now - rampSince) / latencyNanos);
    granted = limit <= granted ? limit : clamp(rampFrom + (limit - rampFrom) * share);
  }

  private void moveTo(double wanted, long now) {
    limit = clamp(wanted);
    rampFrom = granted;
    rampSince = now;
  }

  /// Whether the window is complete and tells something; starts another where it does not.
  private boolean concluded(MeasuringWindow window, long now, GateTotals totals) {
    if (!window.complete(now, totals)) return false;
    GateTotals counted = window.counted(totals);
    latencyNanos = counted.meanNanos();
    if (counted.failed() >= MIN_FAILED && counted.failed() > FAILING * counted.ended()) {
      halve(now, counted);
      return false;
    }
    if (counted.waits() > 0) return true;
    // Nobody waited for a permit: something else is the limit, and a change would show nothing.
    switch (phase) {
      case Phase.Growing g -> phase = growing(now, totals, g.from, g.before, g.flat);
      case Phase.Probing probing -> {
        limit = probing.home;
        rest(now);
      }
      default -> rest(now);
    }
    return false;
  }

  private void grow(Phase.Growing round, long now, GateTotals totals) {
    double moved = round.window.workPerSecond(now, totals);
    double step = round.from == 0 ? GROWTH : (double) round.of / round.from;
    boolean pays = !crowded(totals) && moved >= round.before * (1 + WORTH_GROWING * (step - 1));
    if (round.of == round.from) {
      // Nothing of the last step can be seen yet.
      growFurther(now, totals, round.from, Math.max(moved, round.before));
    } else if (pays && round.of == max) {
      rest(now);
    } else if (pays) {
      growFurther(now, totals, round.of, moved);
    } else if (round.flat + 1 < FLAT_ROUNDS) {
      phase = growing(now, totals, round.from, round.before, round.flat + 1);
    } else {
      limit = round.from == 0 ? round.of : round.from;
      rest(now);
    }
  }

  private boolean crowded(GateTotals totals) {
    return latencyNanos > CROWDED * totals.quickest();
  }

  private void growFurther(long now, GateTotals totals, int from, double before) {
    phase = growing(now, totals, from, before, 0);
    moveTo(limit * GROWTH, now);
  }

  private Phase growing(long now, GateTotals totals, int from, double before, int flat) {
    MeasuringWindow round = MeasuringWindow.round(now, totals, granted);
    return new Phase.Growing(round, granted, from, before, flat);
  }

  private void probe(Phase.Comparing comparing, long now, GateTotals totals) {
    double baseline = comparing.window.workPerSecond(now, totals);
    boolean up = upNext && limit < max && !crowded(totals);
    int home = limit;
    int tried =
        up ? Math.max(clamp(limit * PROBE_UP), clamp(limit + 1)) : clamp(limit * PROBE_DOWN);
    upNext = !up || warming(now);
    if (tried == home) {
      lengthenRest(now);
      rest(now);
      return;
    }
    moveTo(tried, now);
    phase = new Phase.Probing(window(now), home, baseline);
  }

  private void judgeProbe(Phase.Probing probing, long now, GateTotals totals) {
    double moved = probing.window.workPerSecond(now, totals);
    double gain = moved / Math.max(probing.baseline, Double.MIN_NORMAL) - 1;
    boolean down = limit < probing.home;
    if (!down && gain >= WORTH_KEEPING) {
      restNanos = FIRST_REST_NANOS;
      growFurther(now, totals, limit, moved);
      return;
    }
    proofsDown = down && gain >= -NO_LOSS ? proofsDown + 1 : 0;
    if (proofsDown == PROOFS_DOWN) proofsDown = 0;
    else limit = probing.home;
    if (down && gain >= -NO_LOSS) {
      restNanos = FIRST_REST_NANOS;
      upNext = false;
    } else {
      lengthenRest(now);
    }
    rest(now);
  }

  /// @param since what happened since the halving before
  private void halve(long now, GateTotals since) {
    // If almost no request succeeds, the present limit says nothing about the server.
    boolean outage = since.done() < since.ended() / 2;
    int ceiling = outage && phase instanceof Phase.Recovering before ? before.ceiling : granted;
    if (phase instanceof Phase.Probing) lengthenRest(now);
    limit = clamp(granted / 2.0);
    granted = limit;
    held = true;
    holdUntil = now + Math.max(HOLD_NANOS, 2 * latencyNanos);
    upNext = true;
    phase = new Phase.Recovering(now, limit, ceiling);
  }

  private void recover(Phase.Recovering recovering, long now) {
    double left = 1 - (double) (now - recovering.since) / RECOVERY_NANOS;
    double target = Math.max(recovering.from, RECOVERED * recovering.ceiling);
    limit = clamp(target - (target - recovering.from) * Math.max(0, left * left * left));
    granted = limit;
    if (left <= 0) phase = new Phase.Resting(now + FIRST_REST_NANOS);
  }

  private void rest(long now) {
    phase = new Phase.Resting(now + restNanos);
  }

  private boolean warming(long now) {
    return now - warmAt < 0;
  }

  private void lengthenRest(long now) {
    if (!warming(now)) restNanos = Math.min(2 * restNanos, LONGEST_REST_NANOS);
  }

  private MeasuringWindow window(long now) {
    long settling = limit > granted ? 2 * latencyNanos : latencyNanos;
    return MeasuringWindow.settled(now, settling, limit);
  }

  private int clamp(double wanted) {
    return (int) Math.clamp(Math.round(wanted), (long) min, (long) max);
  }
}
