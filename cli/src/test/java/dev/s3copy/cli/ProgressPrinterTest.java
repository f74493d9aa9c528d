// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.run.RunProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final CapturedScreen screen = new CapturedScreen();
  private final Deque<RunProgress> looks =
      new ArrayDeque<>(List.of(look(1, 1_000_000), look(2, 5)));

  private static RunProgress look(double seconds, long copied) {
    return new RunProgress(new Totals(copied, copied, 0, 0, 0, 0, 0, 0), true, 1, 1, 8, seconds);
  }

  @Test
  void rewritesOneLineOnATerminalAndLeavesNothingBehind() {
    try (ProgressPrinter printer = new ProgressPrinter(looks::remove, screen.screen(true))) {
      printer.update();
      printer.update();
    }
    String[] writes = screen.err().split("\r", -1);
    assertThat(screen.err()).doesNotContain("\n").doesNotContain("\033");
    assertThat(writes[1]).startsWith("100%  1,000,000 of 1,000,000 objects");
    assertThat(writes[2]).startsWith("100%  5 of 5 objects").hasSameSizeAs(writes[1]);
    assertThat(writes[3]).isBlank();
  }

  @Test
  void writesPlainLinesElsewhere() {
    try (ProgressPrinter printer = new ProgressPrinter(looks::remove, screen.screen(false))) {
      printer.update();
    }
    assertThat(screen.err()).startsWith("s3copy: 100%  1,000,000").endsWith("%n".formatted());
    assertThat(screen.err()).doesNotContain("\r");
  }
}
