// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.worker.run.RunResult;

/// The exit codes, a contract with scripts: see README, "Exit codes".
enum ExitCode {
  /// Everything is settled and nothing failed.
  OK(0),
  /// Everything is settled, some objects failed and are named in the report.
  OBJECTS_FAILED(1),
  /// Wrong usage or a manifest with problems; nothing was touched.
  BAD_INPUT(2),
  /// The run could not start or could not go on.
  COULD_NOT_RUN(3),
  /// 128 + SIGINT, as shells expect.
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /// What the command line leaves out is wrong usage; everything else is found out by trying.
  static ExitCode of(FailureKind kind) {
    return kind == FailureKind.REFERENCE_NOT_FOUND ? BAD_INPUT : COULD_NOT_RUN;
  }

  static ExitCode of(RunResult.Phase phase) {
    return switch (phase) {
      case COMPLETE -> OK;
      case PARTIALLY_FAILED -> OBJECTS_FAILED;
      case FAILED -> COULD_NOT_RUN;
      case INTERRUPTED -> INTERRUPTED;
    };
  }
}
