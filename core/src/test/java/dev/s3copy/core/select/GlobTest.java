// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import java.util.HexFormat;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a/b.txt         | a/b.txt            | true
          a/b.txt         | a/b.txt2           | false
          *.txt           | x.txt              | true
          *.txt           | a/x.txt            | false
          *               | ""                 | true
          a*              | a                  | true
          **              | a/b/c              | true
          **              | ""                 | true
          logs/**         | logs/2024/x        | true
          logs/**         | logs               | false
          logs/**         | logs/              | true
          **/*.tmp        | a.tmp              | true
          **/*.tmp        | a/b/c.tmp          | true
          **/*.tmp        | a/b/ctmp           | false
          a/**/z          | a/z                | true
          a/**/z          | a/b/c/z            | true
          a/**/z          | az                 | false
          a**/z           | a/z                | true
          a**/z           | abc/d/z            | true
          a**/z           | b/z                | false
          ?               | é                  | true
          ?               | 😀                 | true
          ??              | é                  | false
          ?               | /                  | false
          [a-c]x          | bx                 | true
          [a-c]x          | dx                 | false
          [!a-c]x         | dx                 | true
          [!a-c]x         | ax                 | false
          [!a-c]          | /                  | false
          [^a]            | b                  | true
          [à-ü]           | é                  | true
          [α-ω]           | λ                  | true
          [!a]            | 😀                 | true
          [a-]            | -                  | true
          []a]            | ]                  | true
          [!]a]           | ]                  | false
          [\\]x]          | ]                  | true
          {a,b}/c         | b/c                | true
          {a,b}/c         | c/c                | false
          {a,b{c,d}}      | bd                 | true
          x{,.gz}         | x                  | true
          x{,.gz}         | x.gz               | true
          {**/,}x         | p/q/x              | true
          **/{a,b}/**     | p/q/b/r            | true
          \\*             | *                  | true
          \\*             | a                  | false
          a,b}            | a,b}               | true
          a]              | a]                 | true
          """)
  void theLanguage(String pattern, String key, boolean matches) {
    assertThat(Glob.of(pattern.replace("\\\\", "\\")).matches(Key.of(key))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""       | 0 | empty
          a[bc     | 1 | [ is not closed
          a[       | 1 | [ is not closed
          a[!      | 1 | [ is not closed
          x{a,b    | 1 | { is not closed
          {a,{b}   | 0 | { is not closed
          a\\      | 1 | nothing follows
          [z-a]    | 2 | ends before it starts
          [a/b]    | 2 | never for /
          """)
  void aBadPatternIsRefusedWithItsPosition(String pattern, int position, String reason) {
    String text = pattern.replace("\\\\", "\\");
    assertThatThrownBy(() -> Glob.of(text))
        .isInstanceOfSatisfying(
            BadPatternException.class, e -> assertThat(e.position()).isEqualTo(position))
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("position " + (position + 1))
        .hasMessageContaining(reason);
  }

  @Test
  void starsMatchBytesThatAreNotTextAndQuestionMarksDoNot() {
    Key broken = Key.ofBytes(HexFormat.of().parseHex("61ff2f80"));

    assertThat(Glob.of("a*/*").matches(broken)).isTrue();
    assertThat(Glob.of("**").matches(broken)).isTrue();
    assertThat(Glob.of("a?/*").matches(broken)).isFalse();
  }

  @Test
  void thePrefixIsNotPartOfTheKey() {
    assertThat(Glob.of("*.txt").matches(Key.of("some/prefix/x.txt"), 12)).isTrue();
  }

  @Test
  void patternsThatBlowUpElsewhereStayLinear() {
    Key key = Key.of("a".repeat(1000));

    assertThat(Glob.of("*a".repeat(100) + "b").matches(key)).isFalse();
    assertThat(Glob.of("*a" + "?".repeat(60)).matches(key)).isTrue();
    assertThat(Glob.of("{a,aa}".repeat(50) + "b").matches(key)).isFalse();
    assertThat(Glob.of("?".repeat(1000)).matches(key)).isTrue();
  }

  @Property(tries = 2000)
  void agreesWithARegularExpression(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**/", i) && (i == 0 || pattern.charAt(i - 1) == '/')) {
        regex.append("(.*/)?");
        i += 2;
      } else if (pattern.startsWith("**", i)) {
        regex.append(".*");
        while (i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') i++;
      } else {
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
      }
    }
    boolean expected = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();

    assertThat(Glob.of(pattern).matches(Key.of(text))).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings()
        .withChars("ab/*?\u00e9")
        .ofMinLength(1)
        .ofMaxLength(8)
        .filter(p -> !p.contains("***"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab/\u00e9").ofMaxLength(7);
  }
}
