// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An expression of the part of CEL that our rules use, and what it comes to.
///
/// Values are what [RuleCheck] makes of JSON (maps, lists, text, long, boolean, instant), and
/// within
/// an expression also bytes and decimals.
sealed interface CelExpression {
  Object value(Map<String, Object> variables) throws CelException;

  default boolean holds(Map<String, Object> variables) throws CelException {
    return CelFunctions.expect(Boolean.class, value(variables));
  }

  record Literal(Object value) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) {
      return value;
    }
  }

  record Variable(String name) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      Object value = variables.get(name);
      if (value == null) throw new CelException("unknown variable " + name);
      return value;
    }
  }

  record Items(List<CelExpression> items) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      List<Object> values = new ArrayList<>();
      for (CelExpression item : items) values.add(item.value(variables));
      return values;
    }
  }

  /// `operand.field`
  record Field(CelExpression operand, String field) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      Object found = CelFunctions.expect(Map.class, operand.value(variables)).get(field);
      if (found == null) throw new CelException("key '" + field + "' is not present");
      return found;
    }
  }

  /// `has(operand.field)`
  record Has(Field field) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      Object operand = field.operand.value(variables);
      return CelFunctions.expect(Map.class, operand).containsKey(field.field);
    }
  }

  record Not(CelExpression operand) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      return !operand.holds(variables);
    }
  }

  /// `&&` and `||`: what one side decides alone, the other may fail at.
  ///
  /// @param decisive what either side decides by: true for `||`
  record Logic(boolean decisive, CelExpression left, CelExpression right) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      try {
        if (left.holds(variables) == decisive) return decisive;
      } catch (CelException e) {
        if (right.holds(variables) == decisive) return decisive;
        throw e;
      }
      return right.holds(variables);
    }
  }

  record Conditional(CelExpression condition, CelExpression then, CelExpression otherwise)
      implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      return (condition.holds(variables) ? then : otherwise).value(variables);
    }
  }

  /// A function or an operator, known to [CelFunctions]; the target of a method is its first
  /// argument.
  record Call(String function, List<CelExpression> arguments) implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      Object first = arguments.getFirst().value(variables);
      return arguments.size() == 1
          ? CelFunctions.of(function, first)
          : CelFunctions.of(function, first, arguments.get(1).value(variables));
    }
  }

  /// `list.all(item, condition)` and `list.filter(item, condition)`; of a map, its keys.
  record EachItem(boolean all, CelExpression list, String item, CelExpression condition)
      implements CelExpression {
    @Override
    public Object value(Map<String, Object> variables) throws CelException {
      Map<String, Object> inner = new HashMap<>(variables);
      List<Object> kept = new ArrayList<>();
      Object over = list.value(variables);
      Collection<?> values =
          over instanceof Map<?, ?> map ? map.keySet() : CelFunctions.expect(List.class, over);
      for (Object value : values) {
        inner.put(item, value);
        if (condition.holds(inner)) kept.add(value);
      }
      return all ? (Object) (kept.size() == values.size()) : kept;
    }
  }
}
