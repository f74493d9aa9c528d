// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Matches bytes against a compiled pattern: one table look-up per byte.
sealed interface Matcher {
  boolean matches(byte[] bytes, int from);

  static Matcher of(Nfa nfa) {
    Table table = Table.of(nfa);
    return table == null ? new Sets(nfa) : table;
  }

  /// All sets of states worked out beforehand.
  final class Table implements Matcher {
    /// Patterns people write need a few dozen states; `*a?????????` needs a power of two of them.
    private static final int MAX_STATES = 512;

    private static final int DEAD = 0;

    private final int[] classOf = new int[256];
    private final int classes;
    private final List<BitSet> sets = new ArrayList<>();
    private int[] next = {};
    private boolean[] accepting = {};
    private boolean[] settled = {};

    private Table(Nfa nfa) {
      BitSet boundaries = nfa.byteBoundaries();
      int current = -1;
      for (int value = 0; value < 256; value++) {
        if (boundaries.get(value)) current++;
        classOf[value] = current;
      }
      classes = current + 1;
    }

    static @Nullable Table of(Nfa nfa) {
      Table table = new Table(nfa);
      return table.fill(nfa) ? table : null;
    }

    private boolean fill(Nfa nfa) {
      Map<BitSet, Integer> numbers = new HashMap<>();
      List<int[]> rows = new ArrayList<>();
      numbers.put(new BitSet(), DEAD);
      sets.add(new BitSet());
      numbers.put(nfa.start(), 1);
      sets.add(nfa.start());
      int[] first = nfa.byteBoundaries().stream().toArray();
      for (int state = 0; state < sets.size(); state++) {
        int[] row = new int[classes];
        for (int c = 0; c < classes; c++) {
          BitSet reached = nfa.step(sets.get(state), first[c]);
          Integer known = numbers.get(reached);
          if (known == null) {
            if (sets.size() == MAX_STATES) return false;
            known = sets.size();
            numbers.put(reached, known);
            sets.add(reached);
          }
          row[c] = known;
        }
        rows.add(row);
      }
      freeze(nfa, rows);
      return true;
    }

    private void freeze(Nfa nfa, List<int[]> rows) {
      next = new int[rows.size() * classes];
      accepting = new boolean[rows.size()];
      settled = new boolean[rows.size()];
      for (int state = 0; state < rows.size(); state++) {
        int[] row = rows.get(state);
        System.arraycopy(row, 0, next, state * classes, classes);
        accepting[state] = nfa.accepts(sets.get(state));
        boolean stays = true;
        for (int to : row) stays &= to == state;
        settled[state] = stays;
      }
      sets.clear();
    }

    @Override
    public boolean matches(byte[] bytes, int from) {
      int state = 1;
      for (int i = from; i < bytes.length && !settled[state]; i++) {
        state = next[state * classes + classOf[bytes[i] & 0xff]];
      }
      return accepting[state];
    }
  }

  /// Sets of states followed byte by byte: slower, but linear for every pattern.
  record Sets(Nfa nfa) implements Matcher {
    @Override
    public boolean matches(byte[] bytes, int from) {
      BitSet states = nfa.start();
      for (int i = from; i < bytes.length && !states.isEmpty(); i++) {
        states = nfa.step(states, bytes[i] & 0xff);
      }
      return nfa.accepts(states);
    }
  }
}
