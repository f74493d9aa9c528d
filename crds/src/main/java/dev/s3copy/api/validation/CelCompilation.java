// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelProtoAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.expr.CheckedExpr;
import dev.cel.parser.CelStandardMacro;
import java.util.Base64;

/// Parses and type-checks the CRD's CEL expressions, with the few functions Kubernetes adds that
/// our rules use. The build does it for all of them, as it would be a good part of a short run.
final class CelCompilation {
  private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(CelRules.OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .addFunctionDeclarations(
              CelFunctionDecl.newFunctionDeclaration(
                  "quantity",
                  CelOverloadDecl.newGlobalOverload(
                      CelRules.STRING_TO_QUANTITY, QUANTITY, SimpleType.STRING)),
              CelFunctionDecl.newFunctionDeclaration(
                  "compareTo",
                  CelOverloadDecl.newMemberOverload(
                      CelRules.QUANTITY_COMPARE_TO, SimpleType.INT, QUANTITY, QUANTITY)))
          .build();

  private CelCompilation() {}

  /// @throws IllegalStateException if it is no valid expression: the CRD is ours
  static CelAbstractSyntaxTree compile(String expression) {
    try {
      return COMPILER.compile(expression).getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("CEL rule " + expression, e);
    }
  }

  /// As text, for [CelRules]: CEL's own protobuf message in Base64.
  static String encoded(String expression) {
    CheckedExpr message =
        CelProtoAbstractSyntaxTree.fromCelAst(compile(expression)).toCheckedExpr();
    return Base64.getEncoder().encodeToString(message.toByteArray());
  }
}
