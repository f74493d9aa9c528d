// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.util.List;

/// The arguments or the manifest are wrong. Nothing was changed.
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final transient List<String> lines;

  InputException(String code, List<String> lines) {
    super(String.join("; ", lines), null, false, false);
    this.code = code;
    this.lines = List.copyOf(lines);
  }

  ErrorReport report() {
    return ErrorReport.aboutInput(code, lines);
  }
}
