// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.serve;

import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.observe.Counts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Metrics over all copies. None has a label for the copy, because there may be many copies.
public final class CopyMetrics {
  private final Counter copied;
  private final Counter skipped;
  private final Counter gone;
  private final Counter failed;
  private final Counter bytes;

  public CopyMetrics(MeterRegistry registry) {
    this.copied = objects(registry, "copied");
    this.skipped = objects(registry, "skipped");
    this.gone = objects(registry, "gone");
    this.failed = objects(registry, "failed");
    this.bytes =
        Counter.builder("s3copy.copied")
            .baseUnit("bytes")
            .description("Bytes copied.")
            .register(registry);
  }

  private static Counter objects(MeterRegistry registry, String outcome) {
    return Counter.builder("s3copy.objects")
        .description("Objects settled, by outcome.")
        .tag("outcome", outcome)
        .register(registry);
  }

  /// Adds the difference between two statuses.
  public void count(@Nullable S3CopyStatus before, S3CopyStatus after) {
    Counts old =
        before != null && Objects.equals(before.runId(), after.runId())
            ? Counts.of(before.objects(), before.bytes())
            : Counts.ZERO;
    Counts now = Counts.of(after.objects(), after.bytes());
    add(copied, now.objects().copied() - old.objects().copied());
    add(skipped, now.objects().skipped() - old.objects().skipped());
    add(gone, now.objects().gone() - old.objects().gone());
    add(failed, now.objects().failed() - old.objects().failed());
    add(bytes, now.bytes().copied() - old.bytes().copied());
  }

  private static void add(Counter counter, long more) {
    if (more > 0) counter.increment((double) more);
  }
}
