// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import java.util.ArrayList;
import java.util.List;

/// Cuts a CEL expression into its words.
final class CelTokens {
  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  /// @param text of a literal without quotes and escapes
  record Token(Kind kind, String text) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }
  }

  private static final List<String> LONG_SIGNS = List.of("&&", "||", "==", "!=", "<=", ">=");
  private static final String SIGNS = "()[].,?:!<>+";
  private static final int UNICODE_DIGITS = 4;
  private static final int HEX = 16;

  private final String expression;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private CelTokens(String expression) {
    this.expression = expression;
  }

  static List<Token> of(String expression) {
    CelTokens cut = new CelTokens(expression);
    while (cut.at < expression.length()) cut.next();
    cut.tokens.add(new Token(Kind.END, ""));
    return cut.tokens;
  }

  private void next() {
    char c = expression.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (c == '\'' || c == '"') {
      text(false);
    } else if (c == 'r'
        && at + 1 < expression.length()
        && "'\"".indexOf(expression.charAt(at + 1)) >= 0) {
      at++;
      text(true);
    } else if (Character.isDigit(c)) {
      word(Kind.NUMBER);
    } else if (Character.isJavaIdentifierStart(c)) {
      word(Kind.NAME);
    } else {
      sign();
    }
  }

  private void word(Kind kind) {
    int start = at;
    while (at < expression.length() && Character.isJavaIdentifierPart(expression.charAt(at))) at++;
    tokens.add(new Token(kind, expression.substring(start, at)));
  }

  private void sign() {
    for (String sign : LONG_SIGNS) {
      if (expression.startsWith(sign, at)) {
        tokens.add(new Token(Kind.SIGN, sign));
        at += sign.length();
        return;
      }
    }
    String sign = expression.substring(at, at + 1);
    if (!SIGNS.contains(sign)) throw unknown("sign " + sign);
    tokens.add(new Token(Kind.SIGN, sign));
    at++;
  }

  private void text(boolean raw) {
    char quote = expression.charAt(at++);
    StringBuilder text = new StringBuilder();
    while (true) {
      if (at == expression.length()) throw unknown("text without an end");
      char c = expression.charAt(at++);
      if (c == quote) break;
      text.append(c == '\\' && !raw ? escaped() : c);
    }
    tokens.add(new Token(Kind.TEXT, text.toString()));
  }

  private char escaped() {
    char c = expression.charAt(at++);
    if (c == 'u') {
      at += UNICODE_DIGITS;
      return (char) Integer.parseInt(expression.substring(at - UNICODE_DIGITS, at), HEX);
    }
    if ("\\'\"".indexOf(c) >= 0) return c;
    throw unknown("escape \\" + c);
  }

  private IllegalStateException unknown(String what) {
    return new IllegalStateException("CEL rule " + expression + ": " + what + " is not known here");
  }
}
