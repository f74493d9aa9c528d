// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Limitation;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.shard.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a run ended.
///
/// @param stopped why the run could not go on; null unless the phase is FAILED
/// @param report where the failed keys are named, a path or an `s3://` address; null where none
///     failed
/// @param limitations promises that could not be kept; mostly none
public record RunResult(
    Phase phase,
    Totals totals,
    double seconds,
    @Nullable String report,
    @Nullable Failure stopped,
    List<Limitation> limitations) {

  public RunResult {
    limitations = List.copyOf(limitations);
  }

  /// Without limitations.
  public RunResult(
      Phase phase,
      Totals totals,
      double seconds,
      @Nullable String report,
      @Nullable Failure stopped) {
    this(phase, totals, seconds, report, stopped, List.of());
  }

  public RunResult limitedBy(List<Limitation> limitations) {
    return new RunResult(phase, totals, seconds, report, stopped, limitations);
  }

  public enum Phase {
    /// Every listed key is settled and none failed.
    COMPLETE,
    /// Every listed key is settled; some failed and are named in the report.
    PARTIALLY_FAILED,
    /// The run could not go on; the state is kept.
    FAILED,
    /// A person interrupted it; the state is kept.
    INTERRUPTED
  }
}
