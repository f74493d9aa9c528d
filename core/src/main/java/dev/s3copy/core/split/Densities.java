// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Page;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The estimate that a survey supports: exact where pages were read, by density in the gaps.
final class Densities {
  /// How exactly a point is placed, as a part of its distance to the ends of its gap.
  private static final double FINENESS = 64;

  /// How many keys at the end of a page give the density beyond it. Not all of them, because a page
  /// may have begun in another folder.
  private static final int NEAR = 250;

  private final KeyScale scale;
  private final List<Stretch> stretches = new ArrayList<>();

  /// A part of the range, in key order.
  sealed interface Stretch {
    double keys();

    /// Keys all known: the rows of a page from one on.
    record Read(Page page, int from) implements Stretch {
      @Override
      public double keys() {
        return size();
      }

      int size() {
        return page.size() - from;
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

      /// How many keys there may well be: a gap that looks empty at its ends may still hold keys.
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
      int fresh = probe.page().rowsUpTo(reached);
      if (fresh < probe.size()) stretches.add(new Stretch.Read(probe.page(), fresh));
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
    double keys = 0;
    for (Stretch stretch : stretches) keys += stretch.keys();
    return keys;
  }

  private Stretch gap(Probe before, @Nullable Probe after) {
    BigInteger low = scale.positionOf(before.last());
    BigInteger high = after == null ? KeyScale.ONE : scale.positionOf(after.at());
    Edge left = edge(before, true);
    Edge right = after == null ? Edge.UNKNOWN : edge(after, false);
    Decay decay = Decay.between(left, right, Math.max(0, KeyScale.span(low, high)));
    return new Stretch.Guessed(before.last(), after == null ? null : after.at(), low, high, decay);
  }

  private Edge edge(Probe probe, boolean tail) {
    if (probe.size() < 2) return Edge.UNKNOWN;
    int near = Math.min(probe.size(), NEAR);
    int from = tail ? probe.size() - near : 0;
    double span =
        KeyScale.span(
            scale.positionOf(probe.key(from)), scale.positionOf(probe.key(from + near - 1)));
    return span > 0 ? new Edge(near - 1, span) : Edge.UNKNOWN;
  }
}
