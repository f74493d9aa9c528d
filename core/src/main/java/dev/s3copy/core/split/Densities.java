// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The estimate that a survey supports: exact where pages were read, by density in the gaps.
final class Densities {
  /// A point is made up to within this part of its distance to the ends of its gap.
  private static final double FINENESS = 64;

  /// Keys at the end of a page from which the density beyond it is told: a page may have begun in
  /// another folder.
  private static final int NEAR = 250;

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

    /// Keys guessed from the densities at both ends.
    ///
    /// @param after the last key before, as far as known
    /// @param until null where the end has not been seen
    /// @param low position of `after`
    record Guessed(Key after, @Nullable Key until, BigInteger low, BigInteger high, Decay decay)
        implements Stretch {
      @Override
      public double keys() {
        return decay.keys();
      }

      double span() {
        return decay.span();
      }

      /// How many keys there may well be: a gap that looks empty at its ends may not be.
      double keysAtMost(double meanDensity) {
        return Math.max(keys(), span() * meanDensity / 4);
      }

      /// A short key, strictly inside, before which about the fraction `share` of the keys lie;
      /// null where the scale knows none.
      @Nullable Key point(KeyScale scale, double share) {
        double distance = decay.distance(decay.fromHigh() ? 1 - share : share);
        BigInteger position =
            decay.fromHigh() ? KeyScale.moved(high, -distance) : KeyScale.moved(low, distance);
        double resolution = Math.min(distance, span() - distance) / FINENESS;
        Key point = scale.keyAt(position, resolution);
        boolean inside =
            point.compareTo(after) > 0 && (until == null || point.compareTo(until) < 0);
        return inside ? point : null;
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
    BigInteger low = scale.positionOf(before.last());
    BigInteger high = after == null ? KeyScale.ONE : scale.positionOf(after.at());
    Edge left = edge(before.keys(), true);
    Edge right = after == null ? Edge.UNKNOWN : edge(after.keys(), false);
    Decay decay = Decay.between(left, right, Math.max(0, KeyScale.span(low, high)));
    return new Stretch.Guessed(before.last(), after == null ? null : after.at(), low, high, decay);
  }

  private Edge edge(List<Key> keys, boolean tail) {
    if (keys.size() < 2) return Edge.UNKNOWN;
    int near = Math.min(keys.size(), NEAR);
    List<Key> close = tail ? keys.subList(keys.size() - near, keys.size()) : keys.subList(0, near);
    double span =
        KeyScale.span(scale.positionOf(close.getFirst()), scale.positionOf(close.getLast()));
    return span > 0 ? new Edge(near - 1, span) : Edge.UNKNOWN;
  }
}
