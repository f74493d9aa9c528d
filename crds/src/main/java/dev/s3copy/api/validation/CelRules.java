// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Runs the CRD's CEL expressions; the same one stands at several places.
///
/// The whole language takes a library of 7 MB and a third of a second at every start. Our rules use
/// a little of it, which tests hold against that library.
final class CelRules {
  private final Map<String, CelExpression> parsed = new ConcurrentHashMap<>();

  /// @throws CelException if the value is not what the expression takes it for
  boolean holds(String expression, Map<String, Object> variables) throws CelException {
    return parsed.computeIfAbsent(expression, CelParser::parse).holds(variables);
  }
}
