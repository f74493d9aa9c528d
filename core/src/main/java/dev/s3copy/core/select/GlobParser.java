// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import java.util.BitSet;

/// Reads one pattern into an automaton. [Glob] describes the language.
final class GlobParser {
  private final String text;
  private final int[] chars;
  private final Nfa nfa = new Nfa();
  private int at;
  private int depth;

  private final StringBuilder literalPrefix = new StringBuilder();
  private boolean literal = true;

  GlobParser(String text) {
    this.text = text;
    this.chars = text.codePoints().toArray();
  }

  Nfa parse() {
    if (chars.length == 0) throw bad(0, "it is empty; leave it out, or use ** for every key");
    if (chars.length > Glob.MAX_LENGTH) {
      throw bad(Glob.MAX_LENGTH, "it is longer than a key can be (1024)");
    }
    nfa.acceptAt(sequence(0, true));
    return nfa;
  }

  String literalPrefix() {
    return literalPrefix.toString();
  }

  boolean isLiteral() {
    return literal;
  }

  /// One run of elements up to the end, or to `,` or `}` inside braces. Gives its last state.
  private int sequence(int from, boolean segmentStart) {
    int state = from;
    boolean start = segmentStart;
    while (at < chars.length && !(depth > 0 && (chars[at] == ',' || chars[at] == '}'))) {
      int c = chars[at];
      int next =
          switch (c) {
            case '*' -> stars(state, start);
            case '?' -> anyCharacter(state);
            case '[' -> characterClass(state);
            case '{' -> alternatives(state, start);
            case '\\' -> escaped(state);
            default -> literal(state, chars[at++]);
          };
      start = chars[at - 1] == '/';
      state = next;
    }
    return state;
  }

  private int stars(int state, boolean segmentStart) {
    literal = false;
    int first = at;
    while (at < chars.length && chars[at] == '*') at++;
    int loop = nfa.newState();
    nfa.free(state, loop);
    if (at - first == 1) {
      nfa.bytes(loop, 0, '/' - 1, loop);
      nfa.bytes(loop, '/' + 1, 255, loop);
      return loop;
    }
    nfa.bytes(loop, 0, 255, loop);
    if (!segmentStart || at == chars.length || chars[at] != '/') return loop;
    at++;
    int end = nfa.newState();
    nfa.bytes(loop, '/', '/', end);
    nfa.free(state, end);
    return end;
  }

  private int anyCharacter(int state) {
    literal = false;
    at++;
    int end = nfa.newState();
    CodePoints.NOT_SLASH.addTo(nfa, state, end);
    return end;
  }

  private int escaped(int state) {
    if (at + 1 == chars.length) throw bad(at, "nothing follows the \\");
    at += 2;
    return literal(state, chars[at - 1]);
  }

  private int literal(int state, int codePoint) {
    if (literal) literalPrefix.appendCodePoint(codePoint);
    int from = state;
    for (byte b : CodePoints.utf8(codePoint)) {
      int next = nfa.newState();
      nfa.bytes(from, b & 0xff, b & 0xff, next);
      from = next;
    }
    return from;
  }

  private int alternatives(int state, boolean segmentStart) {
    literal = false;
    int open = at++;
    depth++;
    int end = nfa.newState();
    while (true) {
      int branch = nfa.newState();
      nfa.free(state, branch);
      nfa.free(sequence(branch, segmentStart), end);
      if (at == chars.length) throw bad(open, "the { is not closed");
      if (chars[at++] == '}') break;
    }
    depth--;
    return end;
  }

  private int characterClass(int state) {
    literal = false;
    int open = at++;
    boolean negated = at < chars.length && (chars[at] == '!' || chars[at] == '^');
    if (negated) at++;
    CodePoints set = new CodePoints(new BitSet());
    int first = at;
    while (at == chars.length || chars[at] != ']' || at == first) {
      if (at == chars.length) throw bad(open, "the [ is not closed");
      int low = classMember(open);
      int high = low;
      if (at + 1 < chars.length && chars[at] == '-' && chars[at + 1] != ']') {
        int dash = at++;
        high = classMember(open);
        if (high < low) throw bad(dash, "the range ends before it starts");
      }
      set.members().set(low, high + 1);
    }
    at++;
    set.members().clear('/');
    int end = nfa.newState();
    (negated ? set.complement() : set).addTo(nfa, state, end);
    return end;
  }

  private int classMember(int open) {
    if (chars[at] == '\\') at++;
    if (at == chars.length) throw bad(open, "the [ is not closed");
    if (chars[at] == '/') throw bad(at, "a [] stands for one character of a segment, never for /");
    return chars[at++];
  }

  private BadPatternException bad(int position, String reason) {
    return new BadPatternException(text, position, reason);
  }
}
