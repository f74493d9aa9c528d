// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import dev.s3copy.api.Condition;
import dev.s3copy.api.S3CopyStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How much two statuses differ.
public enum StatusDifference {
  NONE,
  /// Counters and texts that follow them.
  NUMBERS,
  /// Something others act upon.
  FACTS;

  public static StatusDifference between(@Nullable S3CopyStatus before, S3CopyStatus after) {
    if (after.equals(before)) return NONE;
    boolean facts =
        before == null
            || before.phase() != after.phase()
            || !Objects.equals(before.runId(), after.runId())
            || !Objects.equals(before.observedGeneration(), after.observedGeneration())
            || !Objects.equals(before.completionTime(), after.completionTime())
            || !Objects.equals(before.workers(), after.workers())
            || !heads(before).equals(heads(after));
    return facts ? FACTS : NUMBERS;
  }

  private static List<String> heads(S3CopyStatus status) {
    return status.conditions().stream().map(StatusDifference::head).toList();
  }

  private static String head(Condition condition) {
    return condition.type() + condition.status() + condition.reason();
  }
}
