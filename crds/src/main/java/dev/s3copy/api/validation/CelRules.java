// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Compiles and runs the CRD's CEL expressions, with the few functions Kubernetes adds that our
/// rules use.
///
/// The first use loads the CEL library; later expressions take a millisecond or two, so each is
/// kept.
final class CelRules {
  private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");

  private final Cel cel =
      CelFactory.standardCelBuilder()
          // java.time.Instant for timestamps
          .setOptions(CelOptions.current().evaluateCanonicalTypesToNativeValues(true).build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .addFunctionDeclarations(
              CelFunctionDecl.newFunctionDeclaration(
                  "quantity",
                  CelOverloadDecl.newGlobalOverload(
                      "string_to_quantity", QUANTITY, SimpleType.STRING)),
              CelFunctionDecl.newFunctionDeclaration(
                  "compareTo",
                  CelOverloadDecl.newMemberOverload(
                      "quantity_compare_to", SimpleType.INT, QUANTITY, QUANTITY)))
          .addFunctionBindings(
              CelFunctionBinding.from(
                  "string_to_quantity",
                  String.class,
                  text -> Quantity.getAmountInBytes(new Quantity(text))),
              CelFunctionBinding.from(
                  "quantity_compare_to",
                  BigDecimal.class,
                  BigDecimal.class,
                  (left, right) -> (long) left.compareTo(right)))
          .build();

  private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

  /// @throws CelEvaluationException if the value is not what the expression takes it for
  boolean holds(String expression, Map<String, Object> variables) throws CelEvaluationException {
    Object result = programs.computeIfAbsent(expression, this::compile).eval(variables);
    return result instanceof Boolean holds && holds;
  }

  private CelRuntime.Program compile(String expression) {
    try {
      return cel.createProgram(cel.compile(expression).getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("CEL rule " + expression, e);
    }
  }
}
