// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The states a pattern can be in after some bytes of a key, as a graph; state 0 is the start.
final class Nfa {
  /// Bytes `low` to `high`, unsigned, lead to state `to`.
  private record Edge(int low, int high, int to) {}

  private final List<List<Edge>> edges = new ArrayList<>();
  private final List<List<Integer>> free = new ArrayList<>();
  private int accept;

  Nfa() {
    newState();
  }

  int newState() {
    edges.add(new ArrayList<>(2));
    free.add(new ArrayList<>(2));
    return edges.size() - 1;
  }

  void bytes(int from, int low, int high, int to) {
    edges.get(from).add(new Edge(low, high, to));
  }

  /// `to` is reached from `from` without a byte.
  void free(int from, int to) {
    free.get(from).add(to);
  }

  void acceptAt(int state) {
    accept = state;
  }

  BitSet start() {
    BitSet states = new BitSet();
    close(0, states);
    return states;
  }

  BitSet step(BitSet states, int value) {
    BitSet next = new BitSet();
    for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
      for (Edge edge : edges.get(s)) {
        if (edge.low <= value && value <= edge.high) close(edge.to, next);
      }
    }
    return next;
  }

  boolean accepts(BitSet states) {
    return states.get(accept);
  }

  /// The first byte of each run of bytes between which the pattern makes no difference.
  BitSet byteBoundaries() {
    BitSet boundaries = new BitSet(256);
    boundaries.set(0);
    for (List<Edge> out : edges) {
      for (Edge edge : out) {
        boundaries.set(edge.low);
        if (edge.high < 255) boundaries.set(edge.high + 1);
      }
    }
    return boundaries;
  }

  private void close(int state, BitSet states) {
    if (states.get(state)) return;
    states.set(state);
    ArrayDeque<Integer> open = new ArrayDeque<>(free.get(state));
    while (!open.isEmpty()) {
      int next = open.pop();
      if (states.get(next)) continue;
      states.set(next);
      open.addAll(free.get(next));
    }
  }
}
