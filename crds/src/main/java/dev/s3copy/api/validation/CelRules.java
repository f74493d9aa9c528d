// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelProtoAbstractSyntaxTree;
import dev.cel.expr.CheckedExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.s3copy.api.validation.Schema.Rule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Runs the CRD's CEL expressions, each in the form that the build has checked.
final class CelRules {
  /// `java.time.Instant` for timestamps.
  static final CelOptions OPTIONS =
      CelOptions.current().evaluateCanonicalTypesToNativeValues(true).build();

  static final String STRING_TO_QUANTITY = "string_to_quantity";
  static final String QUANTITY_COMPARE_TO = "quantity_compare_to";

  private final CelRuntime cel =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(
              CelFunctionBinding.from(
                  STRING_TO_QUANTITY,
                  String.class,
                  text -> Quantity.getAmountInBytes(new Quantity(text))),
              CelFunctionBinding.from(
                  QUANTITY_COMPARE_TO,
                  BigDecimal.class,
                  BigDecimal.class,
                  (left, right) -> (long) left.compareTo(right)))
          .build();

  private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

  /// @throws CelEvaluationException if the value has another type than the rule expects
  boolean holds(Rule rule, Map<String, Object> variables) throws CelEvaluationException {
    Object result = programs.computeIfAbsent(rule.expression(), _ -> program(rule)).eval(variables);
    return result instanceof Boolean holds && holds;
  }

  private CelRuntime.Program program(Rule rule) {
    try {
      return cel.createProgram(tree(rule));
    } catch (CelEvaluationException | InvalidProtocolBufferException e) {
      throw new IllegalStateException("CEL rule " + rule.expression(), e);
    }
  }

  private static CelAbstractSyntaxTree tree(Rule rule) throws InvalidProtocolBufferException {
    if (rule.checked().isEmpty()) return CelCompilation.compile(rule.expression());
    byte[] message = Base64.getDecoder().decode(rule.checked());
    return CelProtoAbstractSyntaxTree.fromCheckedExpr(CheckedExpr.parseFrom(message)).getAst();
  }
}
