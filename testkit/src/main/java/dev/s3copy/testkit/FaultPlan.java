// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.s3.S3Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The rules in force, which may change while requests are under way, and how often each struck.
///
/// Rules are tried in the order they were added. What only precedes a request (delay, hook) adds
/// up; the first other fault that strikes is the one. A count survives the removal of its rule.
public final class FaultPlan {
  private final SplittableRandom random;
  private final SplittableRandom jitter;
  private final Map<String, Active> rules = new LinkedHashMap<>();
  private final Map<String, Long> removed = new LinkedHashMap<>();

  private FaultPlan(long seed) {
    this.random = new SplittableRandom(seed);
    this.jitter = random.split();
  }

  /// @param seed the same decisions for the same sequence of requests
  public static FaultPlan seeded(long seed) {
    return new FaultPlan(seed);
  }

  public static FaultPlan none() {
    return new FaultPlan(0);
  }

  /// Replaces a rule of that name; its count goes on.
  public synchronized FaultPlan add(FaultRule rule) {
    rules.put(rule.name(), new Active(rule, fired(rule.name())));
    return this;
  }

  public synchronized FaultPlan remove(String name) {
    removed.put(name, fired(name));
    rules.remove(name);
    return this;
  }

  public synchronized FaultPlan clear() {
    List.copyOf(rules.keySet()).forEach(this::remove);
    return this;
  }

  /// How many requests that rule befell.
  public synchronized long fired(String name) {
    Active active = rules.get(name);
    return active == null ? removed.getOrDefault(name, 0L) : active.fired;
  }

  public synchronized Map<String, Long> fired() {
    Map<String, Long> counts = new LinkedHashMap<>(removed);
    rules.forEach((name, active) -> counts.put(name, active.fired));
    return counts;
  }

  /// A test whose fault never happened has shown nothing.
  ///
  /// @throws AssertionError naming the rules that never struck
  public void requireAllFired() {
    List<String> silent = new ArrayList<>();
    fired()
        .forEach(
            (name, count) -> {
              if (count == 0) silent.add(name);
            });
    if (!silent.isEmpty()) throw new AssertionError("faults that never happened: " + silent);
  }

  /// One fault that is about to happen. If it cannot happen after all, it is taken back.
  record Strike(String rule, Fault fault) {}

  synchronized List<Strike> strikes(S3Request request) {
    List<Strike> strikes = List.of();
    for (Active active : rules.values()) {
      if (!active.strikes(request, random)) continue;
      if (strikes.isEmpty()) strikes = new ArrayList<>(2);
      strikes.add(new Strike(active.rule.name(), active.rule.fault()));
      if (!(active.rule.fault() instanceof Fault.Before)) break;
    }
    return strikes;
  }

  synchronized void takeBack(Strike strike) {
    Active active = rules.get(strike.rule());
    if (active != null) active.fired--;
    else removed.merge(strike.rule(), -1L, Long::sum);
  }

  /// The length of one delay. It has its own random numbers, so that it does not change the
  /// decisions.
  synchronized Duration length(Fault.Delay delay) {
    long spread = delay.most().minus(delay.least()).toNanos();
    return spread <= 0 ? delay.least() : delay.least().plusNanos(jitter.nextLong(spread));
  }

  private static final class Active {
    private final FaultRule rule;
    private long fired;
    private int burstLeft;

    /// Counted from when the rule was added, unlike `fired`.
    private final long before;

    Active(FaultRule rule, long before) {
      this.rule = rule;
      this.fired = before;
      this.before = before;
    }

    boolean strikes(S3Request request, SplittableRandom random) {
      if (fired - before >= rule.atMost() || !rule.where().test(request)) return false;
      if (burstLeft > 0) burstLeft--;
      else if (random.nextDouble() < rule.probability()) burstLeft = rule.burst() - 1;
      else return false;
      fired++;
      return true;
    }
  }
}
