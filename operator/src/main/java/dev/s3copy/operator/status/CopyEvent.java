// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.Condition;
import dev.s3copy.api.ConditionType;
import dev.s3copy.api.S3CopyStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event: something that became true between two statuses.
///
/// @param key identifies the event within its run; the same event twice is one object
public record CopyEvent(boolean warning, String reason, String message, String key) {

  public static List<CopyEvent> between(@Nullable S3CopyStatus before, S3CopyStatus after) {
    boolean sameRun = before != null && Objects.equals(before.runId(), after.runId());
    S3CopyStatus old = sameRun ? before : null;
    List<CopyEvent> events = new ArrayList<>();
    if (after.startTime() != null && (old == null || old.startTime() == null)) {
      events.add(new CopyEvent(false, "Started", "run " + after.runId() + " started", "started"));
    }
    if (failed(after) > 0 && failed(old) == 0) {
      events.add(new CopyEvent(true, "ObjectFailed", firstFailure(after), "object-failed"));
    }
    int retries = requireNonNullElse(after.retries(), 0);
    if (retries > (old == null ? 0 : requireNonNullElse(old.retries(), 0))) {
      events.add(
          new CopyEvent(true, "Retrying", "workers try again: " + retries, "retry-" + retries));
    }
    became(ConditionType.STALLED, old, after)
        .filter(c -> after.completionTime() == null)
        .ifPresent(c -> events.add(warning(c, "stalled-" + c.reason())));
    became(ConditionType.DESTINATION_SHARED, old, after)
        .ifPresent(c -> events.add(warning(c, "destination-shared")));
    became(ConditionType.FAILED, old, after).ifPresent(c -> events.add(warning(c, "ended")));
    became(ConditionType.COMPLETE, old, after)
        .ifPresent(
            c -> events.add(new CopyEvent(failed(after) > 0, c.reason(), summary(after), "ended")));
    return events;
  }

  private static CopyEvent warning(Condition condition, String key) {
    return new CopyEvent(true, condition.reason(), condition.message(), key);
  }

  private static String firstFailure(S3CopyStatus status) {
    return status.sampleFailures().stream()
        .findFirst()
        .map(f -> "first failed object: " + f.key() + ": " + f.code())
        .orElse("an object failed");
  }

  private static String summary(S3CopyStatus status) {
    var objects = Objects.requireNonNull(status.objects());
    return "%d objects: %d copied, %d skipped, %d gone, %d excluded, %d failed"
        .formatted(
            objects.listed(),
            objects.copied(),
            objects.skipped(),
            objects.gone(),
            objects.excluded(),
            objects.failed());
  }

  private static long failed(@Nullable S3CopyStatus status) {
    return status == null || status.objects() == null ? 0 : status.objects().failed();
  }

  private static Optional<Condition> became(
      String type, @Nullable S3CopyStatus before, S3CopyStatus after) {
    if (before != null && before.holding(type).isPresent()) return Optional.empty();
    return after.holding(type);
  }
}
