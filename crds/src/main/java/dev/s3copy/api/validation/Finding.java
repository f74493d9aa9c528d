// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

/// A problem, and whether CEL rules that read the value would stumble over it.
record Finding(Problem problem, boolean misleadsRules) {
  static Finding misleading(String path, String message) {
    return new Finding(new Problem(path, message), true);
  }

  static Finding harmless(String path, String message) {
    return new Finding(new Problem(path, message), false);
  }

  boolean isAtOrBelow(String path) {
    return problem.path().startsWith(path)
        && (problem.path().length() == path.length()
            || ".[".indexOf(problem.path().charAt(path.length())) >= 0);
  }
}
