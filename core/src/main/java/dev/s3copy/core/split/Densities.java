// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The estimate that a survey supports: exact where pages were read, by density in the gaps.
final class Densities {
  private final KeyScale scale;
  private final List<Stretch> stretches = new ArrayList<>();

  /// A part of the range, in key order.
  sealed interface Stretch {
    double keys();

    /// Keys all known.
    record Read(List<Key> seen) implements Stretch {
      @Override
      public double keys() {
        return seen.size();
      }
    }

    /// Keys guessed from the densities at both ends (keys per unit of [KeyScale]).
    ///
    /// @param low position of the last key before, as far as known
    record Guessed(Key after, @Nullable Key until, double low, double high, double[] density)
        implements Stretch {
      @Override
      public double keys() {
        return span() * (density[0] + density[1]) / 2;
      }

      double span() {
        return Math.max(0, high - low);
      }

      /// The fraction of the span that holds the fraction `share` of the keys, the density changing
      /// evenly from one end to the other.
      double fraction(double share) {
        double a = density[0];
        double b = density[1];
        if (Math.abs(b - a) < 1e-9 * (a + b)) return share;
        return (Math.sqrt(a * a + (b * b - a * a) * share) - a) / (b - a);
      }

      /// How many keys there may well be: a gap that looks empty at its ends may not be.
      double keysAtMost(double meanDensity) {
        return span() * Math.max(Math.max(density[0], density[1]), meanDensity / 4);
      }
    }
  }

  Densities(Survey survey, KeyScale scale) {
    this.scale = scale;
    Probe previous = null;
    for (Probe probe : survey.probes()) {
      if (previous != null && previous.end()) break;
      Key reached = previous == null ? probe.at() : previous.last();
      if (previous != null && reached.compareTo(probe.at()) < 0) {
        stretches.add(gap(previous, probe));
        reached = probe.at();
      }
      Key from = reached;
      List<Key> fresh = probe.keys().stream().filter(k -> k.compareTo(from) > 0).toList();
      if (!fresh.isEmpty()) stretches.add(new Stretch.Read(fresh));
      if (previous == null || probe.end() || probe.last().compareTo(previous.last()) > 0) {
        previous = probe;
      }
    }
    if (previous != null && !previous.end()) stretches.add(gap(previous, null));
  }

  List<Stretch> stretches() {
    return stretches;
  }

  double total() {
    return stretches.stream().mapToDouble(Stretch::keys).sum();
  }

  private Stretch gap(Probe before, @Nullable Probe after) {
    double low = scale.positionOf(before.last());
    double high = after == null ? 1 : scale.positionOf(after.at());
    double left = density(before);
    double right = after == null || after.isEmpty() ? left : density(after);
    if (before.isEmpty()) left = right;
    return new Stretch.Guessed(
        before.last(), after == null ? null : after.at(), low, high, new double[] {left, right});
  }

  private double density(Probe probe) {
    if (probe.keys().size() < 2) return 0;
    double span = scale.positionOf(probe.last()) - scale.positionOf(probe.keys().getFirst());
    return probe.keys().size() / Math.max(span, 1e-15);
  }
}
