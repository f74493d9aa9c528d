// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Text that is no YAML.
final class InvalidYamlException extends Exception {
  private final String position;
  private final String reason;

  InvalidYamlException(RuntimeException cause) {
    super(cause);
    Mark mark = cause instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
    position = mark == null ? "" : ":%d:%d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
    reason =
        cause instanceof MarkedYAMLException marked && marked.getProblem() != null
            ? "not valid YAML: " + marked.getProblem()
            : "not valid YAML: "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /// `:line:column`, counted from 1; empty where unknown.
  String position() {
    return position;
  }

  String reason() {
    return reason;
  }
}
