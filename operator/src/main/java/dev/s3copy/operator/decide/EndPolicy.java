// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.api.Mode;
import dev.s3copy.api.ShardError;
import dev.s3copy.operator.decide.Situation.Ending;
import dev.s3copy.operator.decide.Situation.Outcome;
import dev.s3copy.operator.observe.JobView;
import dev.s3copy.operator.observe.Observation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;

/// Whether a run has ended, and how.
final class EndPolicy {
  private EndPolicy() {}

  static Optional<Ending> ending(Observation seen, ShardPolicy shards, int retries) {
    long failed = seen.counts().objects().failed();
    Integer most = seen.spec().failurePolicy().maxFailedObjects();
    if (most != null && failed > most) {
      return failed(
          Reason.TOO_MANY_FAILURES,
          failed
              + " objects failed, more than failurePolicy.maxFailedObjects = "
              + most
              + "; see sampleFailures and the report, then set another trigger");
    }
    if (shards.complete()) {
      return Optional.of(seen.spec().mode() == Mode.CHECK ? checked() : complete(failed));
    }
    Optional<ShardError> error = RetryPolicy.error(seen);
    if (error.isEmpty()) return Optional.empty();
    String code = error.get().code();
    if (error.get().permanent()) return failed(code, error.get().message());
    if (!RetryPolicy.exhausted(seen, retries)) return Optional.empty();
    return failed(
        code,
        "given up after "
            + retries
            + " retries without progress: "
            + error.get().message()
            + "; another trigger starts a new run");
  }

  /// Every start of the workers ended in crashes, without progress.
  static Optional<Ending> workersFailed(Observation seen, int retries) {
    Job job = seen.job();
    boolean over = job != null && JobView.finished(job) && RetryPolicy.jobsExhausted(retries);
    if (!over) return Optional.empty();
    return failed(
        Reason.WORKERS_FAILED,
        "workers were started "
            + (retries + 1)
            + " times and all ended without settling an object; see status.lastWorkerLog, then set"
            + " another trigger");
  }

  private static Ending checked() {
    String message = "source and destination were looked at; see status.checks";
    return new Ending(Outcome.SUCCEEDED, new Cause(Reason.SUCCEEDED, message));
  }

  private static Ending complete(long failed) {
    return failed == 0
        ? new Ending(
            Outcome.SUCCEEDED, new Cause(Reason.SUCCEEDED, "every selected object is settled"))
        : new Ending(
            Outcome.PARTIALLY_FAILED,
            new Cause(
                Reason.PARTIALLY_FAILED,
                failed
                    + (failed == 1 ? " object" : " objects")
                    + " failed, every other is settled; see sampleFailures and the report, then set"
                    + " another trigger to try them again"));
  }

  private static Optional<Ending> failed(String reason, String message) {
    return Optional.of(new Ending(Outcome.FAILED, new Cause(reason, message)));
  }
}
