// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What an operator remembers of each run between two visits. The cluster cannot tell it, and the
/// operator also works without it: a new operator starts with none of it.
public final class RunMemory {
  private final Map<String, Known> runs = new ConcurrentHashMap<>();

  /// Visits of one copy never overlap, so its values need no lock.
  Known of(S3Copy copy) {
    String runId = RunId.of(copy);
    return runs.compute(
        copy.getMetadata().getUid(),
        (uid, known) -> known != null && known.runId.equals(runId) ? known : new Known(runId));
  }

  public void forget(S3Copy copy) {
    runs.remove(copy.getMetadata().getUid());
  }

  static final class Known {
    private final String runId;
    final Renewals renewals = new Renewals();
    final CopyRate.Meter rate = new CopyRate.Meter();
    final GonePods gonePods = new GonePods();
    final Expiring<Referents> referents = new Expiring<>();
    final Expiring<List<String>> warnings = new Expiring<>();

    Known(String runId) {
      this.runId = runId;
    }
  }
}
