// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.EntryCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The first look at a range: where its first keys begin to part from the others, and what stands
/// at that place.
final class Reconnaissance {
  /// Bytes that names begin with, as far as they are ASCII, and some lead bytes of other scripts.
  private static final String LIKELY =
      "!-/0123456789@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~\u00c3\u00d0\u00e0\u00e4\u00f0";

  private static final int WIDE = 4;

  private final Survey survey;
  private final KeyRange range;
  private final Key prefix;

  Reconnaissance(Survey survey, KeyRange range, Key prefix) {
    this.survey = survey;
    this.range = range;
    this.prefix = prefix;
  }

  /// What all keys that are still unseen start with.
  Key run(ProbeBudget budget) {
    Probe first = survey.probe(List.of(range.after())).getFirst();
    if (first.end()) return prefix;
    // A short page may be the last; a look beyond it costs little and settles small key spaces.
    if (first.size() < EntryCursor.PAGE_SIZE) {
      Probe next = survey.probe(List.of(first.last())).getFirst();
      if (next.end()) return prefix;
    }
    int parting = partingPosition(first.last());
    survey.shared(parting);
    Key path = Bytes.first(first.last(), parting);
    spread(
        path, first.last().bytes()[parting] & 0xff, Math.max(2, budget.first() - survey.pages()));
    return path;
  }

  /// The least position at which some later key differs from `key`. Later keys exist beyond those
  /// that share the bytes up to there, and none exist beyond those that share one byte less.
  private int partingPosition(Key key) {
    int low = Math.min(Bytes.commonPrefix(key, prefix), key.length() - 1);
    Key until = range.until();
    if (until != null)
      low = Math.max(low, Math.min(Bytes.commonPrefix(key, until), key.length() - 1));
    int high = key.length() - 1;
    while (low < high) {
      TreeSet<Integer> tried = new TreeSet<>();
      for (int i = 0; i < WIDE; i++) tried.add(low + (high - low) * i / WIDE);
      List<Key> points = new ArrayList<>();
      for (int position : tried) points.add(beyond(key, position));
      survey.probe(points);
      Integer found = null;
      int none = low - 1;
      for (int position : tried) {
        if (survey.covers(beyond(key, position), null)) none = position;
        else if (found == null) found = position;
      }
      if (found != null) high = found;
      low = none + 1;
    }
    return low;
  }

  private static Key beyond(Key key, int position) {
    Key after = Bytes.afterAll(Bytes.first(key, position + 1));
    return after == null ? key : after;
  }

  private void spread(Key path, int above, int pages) {
    List<Integer> likely = new ArrayList<>();
    LIKELY.chars().filter(value -> value > above).forEach(likely::add);
    if (likely.isEmpty()) for (int value = above + 1; value < 256; value++) likely.add(value);
    TreeSet<Key> points = new TreeSet<>();
    for (int i = 0; i < Math.min(pages, likely.size()); i++) {
      Key point = Bytes.with(path, likely.get(i * likely.size() / Math.min(pages, likely.size())));
      if (range.contains(point)) points.add(point);
    }
    survey.probe(points);
  }
}
