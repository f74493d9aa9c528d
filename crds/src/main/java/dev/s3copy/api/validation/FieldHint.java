// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Guesses which field a mistyped name stands for.
final class FieldHint {
  /// If a larger share of the letters differs, the name is another word and not a typo.
  private static final int LETTERS_PER_TYPO = 3;

  static String didYouMean(String unknown, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(unknown, name) <= Math.max(1, name.length() / LETTERS_PER_TYPO))
        .min(Comparator.comparingInt(name -> distance(unknown, name)))
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElseGet(() -> "; known here: " + String.join(", ", known));
  }

  private FieldHint() {}

  /// The fewest letters changed, added, left out or exchanged with their neighbour; upper and lower
  /// case are the same.
  static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
