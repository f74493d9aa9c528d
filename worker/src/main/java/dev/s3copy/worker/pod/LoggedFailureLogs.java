// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.worker.pipeline.FailureLogs;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes failed objects to the log of the pod if the copy names no place for a report. It stops
/// after the first ones, because a log is no place for a million lines.
final class LoggedFailureLogs implements FailureLogs {
  private static final Logger LOG = LoggerFactory.getLogger("failed");
  private static final int MOST = 1000;

  private final AtomicInteger logged = new AtomicInteger();

  @Override
  public long append(String shardId, long mark, byte[] lines) {
    if (lines.length > 0 && logged.get() < MOST) log(lines);
    return mark;
  }

  private void log(byte[] lines) {
    new String(lines, StandardCharsets.UTF_8)
        .lines()
        .takeWhile(_ -> logged.incrementAndGet() < MOST)
        .forEach(LOG::warn);
    if (logged.get() == MOST) {
      LOG.warn("more objects failed; set spec.report to have all of them named");
    }
  }
}
