// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.operator.observe.InformerSnapshot;
import dev.s3copy.operator.observe.PodView;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the workers of a deleted copy and removes its finalizer, even if they do not stop in time.
/// Kubernetes then deletes everything that the copy owns.
public final class Finalization {
  private static final Logger LOG = LoggerFactory.getLogger(Finalization.class);

  /// Workers are killed after one grace period; the rest is for nodes that answer late.
  static final Duration PATIENCE = WorkerExit.GRACE.multipliedBy(3);

  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final Clock clock;
  private final Consumer<S3Copy> forget;

  /// @param forget called when the finalizer is removed
  public Finalization(KubernetesClient client, Clock clock, Consumer<S3Copy> forget) {
    this.client = client;
    this.clock = clock;
    this.forget = forget;
  }

  public DeleteControl cleanup(S3Copy copy, InformerSnapshot snapshot) {
    boolean quiet = snapshot.pods().stream().allMatch(PodView::ended);
    boolean jobless = deleteJobs(snapshot);
    Instant asked = Instant.parse(copy.getMetadata().getDeletionTimestamp());
    boolean late = !clock.instant().isBefore(asked.plus(PATIENCE));
    if (!(quiet && jobless) && !late) {
      return DeleteControl.noFinalizerRemoval().rescheduleAfter(AGAIN);
    }
    if (late)
      LOG.atWarn().addKeyValue(LogKeys.COPY, name(copy)).log("let go while workers still stop");
    forget.accept(copy);
    return DeleteControl.defaultDelete();
  }

  /// @return whether none is left that could still make pods
  private boolean deleteJobs(InformerSnapshot snapshot) {
    boolean all = true;
    for (var job : snapshot.jobs()) {
      if (job.getMetadata().getDeletionTimestamp() != null) continue;
      try {
        client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
      } catch (KubernetesClientException e) {
        LOG.atWarn()
            .addKeyValue(LogKeys.JOB, job.getMetadata().getName())
            .addKeyValue(LogKeys.CAUSE, e.getMessage())
            .log("not deleted");
        all = false;
      }
    }
    return all;
  }

  private static String name(S3Copy copy) {
    return copy.getMetadata().getNamespace() + "/" + copy.getMetadata().getName();
  }
}
