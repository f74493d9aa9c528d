// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What an operator remembers between visits: only what the cluster cannot tell, and nothing it
/// could not do without. A new operator starts with none of it.
public final class Memory {
  private final Map<String, OfRun> runs = new ConcurrentHashMap<>();

  /// Visits of one copy never overlap, so what is remembered of it needs no lock.
  OfRun of(S3Copy copy) {
    String runId = RunId.of(copy);
    return runs.compute(
        copy.getMetadata().getUid(),
        (uid, known) -> known != null && known.runId.equals(runId) ? known : new OfRun(runId));
  }

  public void forget(S3Copy copy) {
    runs.remove(copy.getMetadata().getUid());
  }

  static final class OfRun {
    private final String runId;
    final Renewals renewals = new Renewals();
    final Pace.Meter pace = new Pace.Meter();
    final GonePods gonePods = new GonePods();
    final Remembered<Referents> referents = new Remembered<>();
    final Remembered<List<String>> warnings = new Remembered<>();

    OfRun(String runId) {
      this.runId = runId;
    }
  }
}
