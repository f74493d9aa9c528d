// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.scene;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardSpec;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.decide.Decider;
import dev.s3copy.operator.decide.Decision;
import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.desired.JobSize;
import dev.s3copy.operator.desired.Shards;
import dev.s3copy.operator.desired.WorkerJob;
import dev.s3copy.operator.observe.Account;
import dev.s3copy.operator.observe.ClaimView;
import dev.s3copy.operator.observe.CopyRate;
import dev.s3copy.operator.observe.Counts;
import dev.s3copy.operator.observe.Leftovers;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.observe.Referents;
import dev.s3copy.operator.observe.ShardView;
import dev.s3copy.operator.observe.Silence;
import dev.s3copy.operator.run.RunNames;
import dev.s3copy.operator.status.StatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A cluster as an observation would find it, ten minutes after its copy was made.
public final class Scene {
  public static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
  private static final String MADE = "2026-01-01T00:00:00Z";

  private S3Copy copy = Samples.copy("team", "photos");
  private final List<ShardView> shards = new ArrayList<>();
  private Job job;
  private final List<Pod> pods = new ArrayList<>();
  private final List<ClaimView> claims = new ArrayList<>();
  private Account account = new Account.Own();
  private boolean access = true;
  private boolean namespaceLeaving;
  private Leftovers leftovers = Leftovers.NONE;
  private List<String> sharing = List.of();
  private List<String> warnings = List.of();
  private CopyRate rate = CopyRate.UNKNOWN;
  private Instant now = NOW;

  public static Scene of() {
    return of("");
  }

  /// @param more lines of the spec
  public static Scene of(String more) {
    Scene scene = new Scene();
    scene.copy = Samples.copy("team", "photos", more);
    scene.copy.getMetadata().setUid("uid-of-photos");
    scene.copy.getMetadata().setGeneration(1L);
    scene.copy.getMetadata().setResourceVersion("7");
    return scene;
  }

  /// Somebody changes the spec; what exists was made before.
  ///
  /// @param more lines of the spec
  public Scene edited(String more) {
    copy.setSpec(Samples.copy("team", "photos", more).getSpec());
    return this;
  }

  public RunNames names() {
    return RunNames.of(copy);
  }

  public Scene noAccess() {
    access = false;
    return this;
  }

  public Scene account(Account other) {
    account = other;
    return this;
  }

  public Scene claim(ClaimView claim) {
    claims.add(claim);
    return this;
  }

  public Scene root(ShardSample sample) {
    return shard(Shards.ROOT, sample);
  }

  public Scene shard(CededRange range, ShardSample sample) {
    shards.add(ShardView.of(object(range, sample, 0)));
    return this;
  }

  public Scene asked(CededRange range, ShardSample sample, int cedeRequests) {
    shards.add(ShardView.of(object(range, sample, cedeRequests)));
    return this;
  }

  public Scene silent(CededRange range, ShardSample sample, boolean confirmed) {
    shards.add(
        new ShardView(
            object(range, sample, 0), false, new Silence(Duration.ofSeconds(45), confirmed)));
    return this;
  }

  public Scene holderGone(CededRange range, ShardSample sample) {
    shards.add(new ShardView(object(range, sample, 0), true, Silence.NONE));
    return this;
  }

  private S3CopyShard object(CededRange range, ShardSample sample, int cedeRequests) {
    S3CopyShard shard = Shards.of(copy, names(), range);
    shard.getMetadata().setUid("uid-of-shard-" + range.id());
    S3CopyShardSpec spec = shard.getSpec();
    shard.setSpec(
        new S3CopyShardSpec(
            spec.copy(),
            spec.runId(),
            spec.id(),
            spec.after(),
            spec.until(),
            spec.keys(),
            cedeRequests));
    shard.setStatus(sample.status());
    return shard;
  }

  public Scene job(int workers) {
    return job(workers, new JobAnnotations(0, 0, Instant.parse(MADE)));
  }

  public Scene job(int workers, JobAnnotations annotations) {
    job =
        new JobBuilder(
                WorkerJob.of(copy, names(), Samples.WORKER, new JobSize(workers, annotations)))
            .editMetadata()
            .withUid("uid-of-job")
            .withCreationTimestamp(MADE)
            .endMetadata()
            .build();
    return this;
  }

  public Scene jobSuspended() {
    job.getSpec().setSuspend(true);
    return this;
  }

  /// @param condition Complete or Failed
  public Scene jobEnded(String condition) {
    job =
        new JobBuilder(job)
            .withNewStatus()
            .addNewCondition()
            .withType(condition)
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();
    return this;
  }

  public Scene warning(String message) {
    warnings = List.of(message);
    return this;
  }

  public Scene pods(String phase, String... uids) {
    for (String uid : uids) pod(PodSample.of(phase, uid));
    return this;
  }

  public Scene pod(PodBuilder pod) {
    pods.add(pod.build());
    return this;
  }

  public Scene leftovers(Leftovers old) {
    leftovers = old;
    return this;
  }

  public Scene sharing(String... names) {
    sharing = List.of(names);
    return this;
  }

  public Scene rate(double objects, double bytes) {
    rate = new CopyRate(objects, bytes);
    return this;
  }

  public Scene reported(S3CopyStatus status) {
    copy.setStatus(status);
    return this;
  }

  /// Told what this scene gives rise to, a while ago.
  public Scene toldSelf(Duration ago) {
    Instant real = now;
    now = real.minus(ago);
    S3CopyStatus status = status();
    now = real;
    return reported(status);
  }

  public Scene later(Duration time) {
    now = now.plus(time);
    return this;
  }

  public Scene namespaceLeaving() {
    namespaceLeaving = true;
    return this;
  }

  public Observation seen() {
    Counts counts = Counts.sum(shards);
    S3CopyStatus reported = copy.getStatus();
    if (reported != null && names().runId().equals(reported.runId())) {
      counts = counts.atLeast(Counts.of(reported.objects(), reported.bytes()));
    }
    return new Observation(
        copy,
        names(),
        shards,
        job,
        pods,
        new Referents(claims, account, access, namespaceLeaving),
        leftovers,
        sharing,
        warnings,
        counts,
        rate,
        now);
  }

  public Decision decision() {
    return Decider.decide(seen());
  }

  public S3CopyStatus status() {
    return StatusBuilder.build(seen(), decision(), Optional.empty());
  }
}
