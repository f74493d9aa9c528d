// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import dev.s3copy.operator.decide.Cause;
import dev.s3copy.operator.decide.Step;
import dev.s3copy.operator.observe.Observation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs steps in their order. It is no error if an object exists already, is gone already, or
/// has been changed by somebody else: the next visit sees it and decides anew.
public final class Actuator {
  private static final Logger LOG = LoggerFactory.getLogger(Actuator.class);

  private final RunWriter runs;
  private final ShardWriter shards;
  private final JobWriter jobs;
  private final Denials denials;

  /// @param nanos monotonic
  public Actuator(KubernetesClient client, WorkerSettings settings, LongSupplier nanos) {
    this.runs = new RunWriter(client, settings);
    this.shards = new ShardWriter(client);
    this.jobs = new JobWriter(client, settings);
    this.denials = new Denials(nanos);
  }

  /// @return why the API server refused a step, if it did; the steps after it wait
  /// @throws KubernetesClientException when it could not be asked
  public Optional<Cause> perform(Observation seen, List<Step> steps) {
    String uid = seen.copy().getMetadata().getUid();
    Optional<Cause> denied = denials.recent(uid);
    for (Step step : steps) {
      if (denied.isPresent() && Denials.makesObjects(step)) continue;
      try {
        perform(seen, step);
        LOG.atDebug()
            .addKeyValue(LogKeys.COPY, seen.names().copy())
            .addKeyValue(LogKeys.STEP, step)
            .log();
      } catch (KubernetesClientException e) {
        if (e.getCode() == HTTP_CONFLICT || e.getCode() == HTTP_NOT_FOUND) continue;
        Cause cause = Denials.cause(e).orElseThrow(() -> e);
        denials.add(uid, cause);
        return Optional.of(cause);
      }
    }
    return denied;
  }

  public void forget(String uid) {
    denials.forget(uid);
  }

  private void perform(Observation seen, Step step) {
    switch (step) {
      case Step.PrepareAccess(var account) -> runs.prepareAccess(seen, account);
      case Step.CreateShards(var ranges) -> shards.create(seen, ranges);
      case Step.DropShards(var dropped) -> shards.delete(dropped);
      case Step.CreateJob(var size) -> jobs.create(seen, size);
      case Step.DeleteJob(var job) -> jobs.delete(job);
      case Step.Scale(var job, var workers) -> jobs.scale(job, workers);
      case Step.SuspendJob(var job) -> jobs.suspend(job);
      case Step.ResumeJob(var job, var annotations) -> jobs.resume(job, annotations);
      case Step.AskToCede(var shard, var pieces) -> shards.askToCede(shard, pieces);
      case Step.Release(var shard) -> shards.release(shard);
      case Step.RetryShard(var shard) -> shards.retry(shard);
      case Step.RemoveLostPod(var pod) -> runs.removeLost(pod);
      case Step.StartOver(var leftovers) -> {
        leftovers.jobs().forEach(jobs::delete);
        runs.endAccess(seen.names(), leftovers.runIds());
        shards.delete(leftovers.shards());
      }
      case Step.CleanUp(var done) -> {
        runs.endAccess(seen.names(), List.of(seen.names().runId()));
        shards.delete(done);
      }
      case Step.Expire() -> runs.expire(seen.copy());
    }
  }
}
