// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.scene.ShardSample.done;
import static dev.s3copy.operator.scene.ShardSample.running;

import dev.s3copy.api.CededRange;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.InformerSnapshot;
import dev.s3copy.operator.observe.ShardView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;

/// What the rest of a cluster does in one namespace: the Job controller makes pods, the kubelet
/// runs them, a worker takes shards, gives two ranges of the root away, and finishes one shard at a
/// time.
final class World {
  private static final List<CededRange> CEDED =
      List.of(new CededRange("0.0", "k", "t"), new CededRange("0.1", "t", null));

  final KubernetesClient client;
  final String namespace;

  World(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  S3Copy copy(String name) {
    return client.resources(S3Copy.class).inNamespace(namespace).withName(name).get();
  }

  List<Job> jobs() {
    return client.batch().v1().jobs().inNamespace(namespace).list().getItems();
  }

  List<Pod> pods() {
    return client.pods().inNamespace(namespace).list().getItems();
  }

  List<S3CopyShard> shards() {
    KubernetesResourceList<S3CopyShard> all =
        client.resources(S3CopyShard.class).inNamespace(namespace).list();
    return all.getItems();
  }

  S3CopyShard shard(String id) {
    return shards().stream().filter(s -> s.getSpec().id().equals(id)).findFirst().orElseThrow();
  }

  /// Caches that are up to date.
  InformerSnapshot snapshot() {
    return new InformerSnapshot(shards(), jobs(), pods(), List.of());
  }

  /// The Job controller and the kubelet, once.
  void runPods() {
    for (Job job : jobs()) {
      boolean active = !Boolean.TRUE.equals(job.getSpec().getSuspend()) && !finished(job);
      for (int i = 0; active && i < job.getSpec().getParallelism(); i++) runPod(job, i);
      if (Boolean.TRUE.equals(job.getSpec().getSuspend())) removePods();
    }
    if (jobs().isEmpty()) removePods();
  }

  void removePods() {
    for (Pod pod : pods()) client.resource(pod).withGracePeriod(0).delete();
  }

  private void runPod(Job job, int index) {
    String name = job.getMetadata().getName() + "-" + index;
    if (client.pods().inNamespace(namespace).withName(name).get() != null) return;
    Pod pod =
        client
            .resource(
                new PodBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                    .withAnnotations(job.getSpec().getTemplate().getMetadata().getAnnotations())
                    .endMetadata()
                    .withSpec(job.getSpec().getTemplate().getSpec())
                    .build())
            .create();
    phase(pod, "Running");
  }

  void phase(Pod pod, String phase) {
    pod.setStatus(new PodStatusBuilder().withPhase(phase).build());
    client.resource(pod).updateStatus();
  }

  /// A worker: every shard one step further.
  void work() {
    String holder = pods().isEmpty() ? null : pods().getFirst().getMetadata().getUid();
    if (holder == null) return;
    for (S3CopyShard shard : shards()) {
      ShardView view = ShardView.of(shard);
      if (view.claimable()) set(shard, running(holder).status());
      else if (view.is(ShardState.RUNNING)) advance(shard, view);
    }
    boolean all = !shards().isEmpty() && shards().stream().allMatch(this::settled);
    if (all && shards().size() > CEDED.size()) leave();
  }

  private void advance(S3CopyShard shard, ShardView view) {
    boolean root = shard.getSpec().id().equals("0");
    String holder = view.status().holder();
    if (root && view.status().ceded().isEmpty()) {
      set(shard, running(holder).counts(1, 0).ceding(CEDED.toArray(CededRange[]::new)).status());
    } else {
      set(shard, done(10).ceding(view.status().ceded().toArray(CededRange[]::new)).status());
    }
  }

  private boolean settled(S3CopyShard shard) {
    return ShardView.of(shard).is(ShardState.DONE);
  }

  /// All workers exit 0, and the Job controller says so.
  private void leave() {
    for (Pod pod : pods()) phase(pod, "Succeeded");
    for (Job job : jobs()) {
      if (finished(job)) continue;
      String now = Instant.now().toString();
      job.setStatus(
          new JobStatusBuilder()
              .withStartTime(job.getMetadata().getCreationTimestamp())
              .withCompletionTime(now)
              .withSucceeded(job.getSpec().getCompletions())
              .withCompletedIndexes(indexes(job.getSpec().getCompletions()))
              .addNewCondition()
              .withType("SuccessCriteriaMet")
              .withStatus("True")
              .withLastTransitionTime(now)
              .endCondition()
              .addNewCondition()
              .withType("Complete")
              .withStatus("True")
              .withLastTransitionTime(now)
              .endCondition()
              .build());
      client.resource(job).updateStatus();
    }
  }

  void set(S3CopyShard shard, S3CopyShardStatus status) {
    shard.setStatus(status);
    client.resource(shard).updateStatus();
  }

  private static boolean finished(Job job) {
    return job.getStatus() != null && !job.getStatus().getConditions().isEmpty();
  }

  private static String indexes(int n) {
    return n == 1 ? "0" : "0-" + (n - 1);
  }

  static String name(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
