// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the operator stores on the Job, so that a new operator finds it: how often in a row the
/// workers were started without settling an object.
///
/// @param retries starts in a row
/// @param settled objects settled at the last of them
/// @param at when that was
public record JobAnnotations(int retries, long settled, Instant at) {
  static final String RETRIES = "s3copy.dev/retries";
  static final String SETTLED = "s3copy.dev/settled-at-start";
  static final String AT = "s3copy.dev/started-at";

  public JobAnnotations {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }

  public static JobAnnotations of(HasMetadata job) {
    Map<String, String> annotations = job.getMetadata().getAnnotations();
    if (annotations == null) annotations = Map.of();
    int retries = (int) Math.min(number(annotations.get(RETRIES)), Integer.MAX_VALUE);
    return new JobAnnotations(retries, number(annotations.get(SETTLED)), time(annotations.get(AT)));
  }

  public Map<String, String> asMap() {
    return Map.of(
        RETRIES, Integer.toString(retries), SETTLED, Long.toString(settled), AT, at.toString());
  }

  /// People may edit annotations. A text that is no number counts as zero.
  private static long number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static Instant time(@Nullable String text) {
    try {
      return text == null ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
