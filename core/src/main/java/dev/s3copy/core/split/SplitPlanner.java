// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.split.Densities.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Finds where to cut a range so that its pieces hold about the same number of keys, by listing a
/// few pages of it. A page tells how dense the keys lie where it was read; for some rounds, more
/// pages are read in the stretches that look heaviest. Then the range is cut at equal weight.
public final class SplitPlanner {
  private final ProbeBudget budget;

  public SplitPlanner(ProbeBudget budget) {
    this.budget = budget;
  }

  /// Cuts `range` into at most `pieces` pieces.
  ///
  /// @throws dev.s3copy.core.failure.StoreException when the store cannot be listed
  public SplitPlan plan(Listing listing, KeyRange range, Key prefix, int pieces) {
    if (pieces < 1) throw new IllegalArgumentException("pieces " + pieces);
    Survey survey = new Survey(listing, range);
    Key shared = new Reconnaissance(survey, range, prefix).run(budget);
    for (int round = 0; ; round++) {
      KeyScale scale = new KeyScale(shared, survey);
      Densities densities = new Densities(survey, scale);
      int left =
          Math.min(
              budget.pages() - survey.pages(), round == 0 ? budget.first() : budget.perRound());
      boolean enough = round > budget.rounds() || left <= 0;
      if (enough || survey.probe(closerLooks(densities, scale, left)).isEmpty()) {
        boolean complete = survey.gaps().isEmpty();
        List<Key> cuts = new Cutter(range, scale).cut(densities, pieces);
        return new SplitPlan(cuts, Math.round(densities.total()), survey.pages(), complete);
      }
    }
  }

  private record Share(Stretch.Guessed gap, double keys, int points) {
    double each() {
      return keys / (points + 1);
    }
  }

  private static List<Key> closerLooks(Densities densities, KeyScale scale, int pages) {
    double mean = densities.total();
    PriorityQueue<Share> heaviest =
        new PriorityQueue<>(Comparator.comparingDouble(Share::each).reversed());
    for (Stretch stretch : densities.stretches()) {
      if (stretch instanceof Stretch.Guessed gap) {
        heaviest.add(new Share(gap, gap.keysAtMost(mean), 0));
      }
    }
    if (heaviest.isEmpty()) return List.of();
    for (int i = 0; i < pages; i++) {
      Share share = heaviest.remove();
      heaviest.add(new Share(share.gap, share.keys, share.points + 1));
    }
    List<Key> points = new ArrayList<>();
    for (Share share : heaviest) {
      for (int i = 1; i <= share.points; i++) {
        Key point = share.gap.point(scale, (double) i / (share.points + 1));
        if (point != null) points.add(point);
      }
    }
    return points;
  }
}
