// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  private final StoreException denied =
      new StoreException(
          new Failure(
              FailureKind.LIST_DENIED,
              "ListObjectsV2",
              "AccessDenied",
              403,
              "R1",
              "listing \u001b[31ms3://a was refused; allow s3:ListBucket on it"));

  private final CapturedScreen screen = new CapturedScreen();

  @Test
  void aFailureIsTwoLinesWithItsRequestId() {
    ErrorReport.about(denied).tell(screen.screen(true), false);
    assertThat(screen.err().lines())
        .containsExactly(
            "s3copy: AccessDenied: listing \\x1b[31ms3://a was refused; allow s3:ListBucket on it",
            "  (ListObjectsV2, HTTP 403, request id R1)");
  }

  @Test
  void stackTracesAreForThoseWhoAsk() {
    IllegalStateException defect = new IllegalStateException("broken");
    ErrorReport.about(defect).tell(screen.screen(true), false);
    assertThat(screen.err()).contains("broken", "--verbose").doesNotContain("\tat ");
    ErrorReport.about(defect).tell(screen.screen(true), true);
    assertThat(screen.err()).contains("\tat dev.s3copy.cli.ErrorReportTest");
    assertThat(ErrorReport.about(defect).exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
  }

  @Test
  void aLimitOfOpenFilesIsNoDefect() {
    Error ranOut = new Error("tzdb.dat (Too many open files)");
    ErrorReport.about(ranOut).tell(screen.screen(true), false);
    assertThat(screen.err())
        .isEqualTo(
            "s3copy: TooManyOpenFiles: tzdb.dat (Too many open files); raise `ulimit -n`, then run"
                + " the same command again\n");
    assertThat(ErrorReport.about(ranOut).exit()).isEqualTo(ExitCode.COULD_NOT_RUN);
  }
}
