// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import dev.s3copy.api.validation.CelExpression.Call;
import dev.s3copy.api.validation.CelExpression.Conditional;
import dev.s3copy.api.validation.CelExpression.EachItem;
import dev.s3copy.api.validation.CelExpression.Field;
import dev.s3copy.api.validation.CelExpression.Has;
import dev.s3copy.api.validation.CelExpression.Items;
import dev.s3copy.api.validation.CelExpression.Literal;
import dev.s3copy.api.validation.CelExpression.Logic;
import dev.s3copy.api.validation.CelExpression.Not;
import dev.s3copy.api.validation.CelExpression.Variable;
import dev.s3copy.api.validation.CelTokens.Kind;
import dev.s3copy.api.validation.CelTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Parses the part of CEL that our rules use, by descent along its grammar. What it does not know
/// is a defect of the rule, not of a manifest.
final class CelParser {
  private static final Set<String> RELATIONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final String expression;
  private final List<Token> tokens;
  private int at;

  private CelParser(String expression) {
    this.expression = expression;
    this.tokens = CelTokens.of(expression);
  }

  static CelExpression parse(String expression) {
    CelParser parser = new CelParser(expression);
    CelExpression parsed = parser.conditional();
    if (parser.peek().kind() != Kind.END) throw parser.unexpected();
    return parsed;
  }

  private CelExpression conditional() {
    CelExpression condition = or();
    if (!took("?")) return condition;
    CelExpression then = or();
    take(":");
    return new Conditional(condition, then, conditional());
  }

  private CelExpression or() {
    CelExpression left = and();
    while (took("||")) left = new Logic(true, left, and());
    return left;
  }

  private CelExpression and() {
    CelExpression left = relation();
    while (took("&&")) left = new Logic(false, left, relation());
    return left;
  }

  private CelExpression relation() {
    CelExpression left = sum();
    while (peek().kind() == Kind.SIGN && RELATIONS.contains(peek().text())) {
      left = new Call(next().text(), List.of(left, sum()));
    }
    return left;
  }

  private CelExpression sum() {
    CelExpression left = unary();
    while (took("+")) left = new Call("+", List.of(left, unary()));
    return left;
  }

  private CelExpression unary() {
    return took("!") ? new Not(unary()) : member();
  }

  private CelExpression member() {
    CelExpression operand = primary();
    while (took(".")) {
      String name = name();
      operand = took("(") ? method(operand, name) : new Field(operand, name);
    }
    return operand;
  }

  private CelExpression method(CelExpression target, String name) {
    if (name.equals("all") || name.equals("filter")) {
      String item = name();
      take(",");
      CelExpression condition = conditional();
      take(")");
      return new EachItem(name.equals("all"), target, item, condition);
    }
    List<CelExpression> arguments = new ArrayList<>(List.of(target));
    arguments.addAll(until(")"));
    return call(name, arguments);
  }

  private CelExpression primary() {
    Token token = next();
    return switch (token.kind()) {
      case TEXT -> new Literal(token.text());
      case NUMBER -> new Literal(Long.valueOf(token.text()));
      case NAME -> named(token.text());
      case SIGN -> {
        if (token.is("[")) yield new Items(until("]"));
        if (!token.is("(")) throw unexpected();
        CelExpression inner = conditional();
        take(")");
        yield inner;
      }
      case END -> throw unexpected();
    };
  }

  private CelExpression named(String name) {
    if (took("(")) {
      List<CelExpression> arguments = until(")");
      if (!name.equals("has")) return call(name, arguments);
      if (arguments.size() == 1 && arguments.getFirst() instanceof Field field)
        return new Has(field);
      throw unexpected();
    }
    return switch (name) {
      case "true" -> new Literal(true);
      case "false" -> new Literal(false);
      default -> new Variable(name);
    };
  }

  private CelExpression call(String function, List<CelExpression> arguments) {
    Set<String> known = arguments.size() == 1 ? CelFunctions.OF_ONE : CelFunctions.OF_TWO;
    if (arguments.isEmpty() || arguments.size() > 2 || !known.contains(function)) {
      throw new IllegalStateException("CEL rule " + expression + ": no function " + function);
    }
    return new Call(function, arguments);
  }

  private List<CelExpression> until(String end) {
    List<CelExpression> items = new ArrayList<>();
    if (took(end)) return items;
    do items.add(conditional());
    while (took(","));
    take(end);
    return items;
  }

  private String name() {
    if (peek().kind() != Kind.NAME) throw unexpected();
    return next().text();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = peek();
    if (token.kind() != Kind.END) at++;
    return token;
  }

  private boolean took(String sign) {
    if (!peek().is(sign)) return false;
    at++;
    return true;
  }

  private void take(String sign) {
    if (!took(sign)) throw unexpected();
  }

  private IllegalStateException unexpected() {
    return new IllegalStateException(
        "CEL rule " + expression + ": not understood near word " + at + " (" + peek().text() + ")");
  }
}
