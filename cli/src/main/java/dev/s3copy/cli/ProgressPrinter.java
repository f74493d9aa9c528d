// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.worker.run.RunProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shows a run's progress until closed: one line rewritten in place on a terminal, a plain line now
/// and then elsewhere.
///
/// Each update is one write, padded over what the last one left, so that nothing flickers.
final class ProgressPrinter implements AutoCloseable {
  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(250);
  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
  private static final int PLAIN_WIDTH = 160;

  private final Supplier<RunProgress> progress;
  private final Screen screen;
  private final RunRate.Meter meter = new RunRate.Meter();
  private @Nullable Thread thread;
  private int shown;

  ProgressPrinter(Supplier<RunProgress> progress, Screen screen) {
    this.progress = progress;
    this.screen = screen;
  }

  ProgressPrinter start() {
    thread = Thread.ofPlatform().name("progress").daemon().start(this::repeat);
    return this;
  }

  private void repeat() {
    Duration interval = screen.terminal() ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
    try {
      while (true) {
        Thread.sleep(interval);
        update();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void update() {
    RunProgress now = progress.get();
    RunRate rate = meter.add(now);
    if (screen.terminal()) {
      rewrite(ProgressLine.format(now, rate, screen.width() - 1));
    } else {
      screen.err().println("s3copy: " + ProgressLine.format(now, rate, PLAIN_WIDTH));
    }
  }

  /// Writes whole lines between two updates without tearing them.
  synchronized void say(String text) {
    if (screen.terminal()) {
      rewrite("");
    }
    screen.err().println(text);
  }

  private void rewrite(String line) {
    PrintStream err = screen.err();
    String rest = " ".repeat(Math.max(0, shown - line.length()));
    err.print("\r" + line + rest + (line.isEmpty() ? "\r" : ""));
    err.flush();
    shown = line.length();
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
    synchronized (this) {
      if (shown > 0) {
        rewrite("");
      }
    }
  }
}
