// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.ShardState;
import dev.s3copy.operator.observe.RunMemory.Known;
import dev.s3copy.operator.run.RunId;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes an [Observation]. It is the only class that reads, from the caches and from the API
/// server.
public final class Observer {
  /// Silent shards that are read from the API server in one visit. The next visit reads others.
  private static final int LOOKS = 20;

  /// Events of a pod are read only when it has not started after this time.
  private static final Duration POD_PATIENCE = Duration.ofSeconds(15);

  /// Kubernetes repeats what still holds within minutes.
  private static final Duration WARNINGS = Duration.ofMinutes(10);

  /// Reason of the event that a pod could not be made.
  private static final String POD_REFUSED = "FailedCreate";

  private final Live live;
  private final RunMemory memory;
  private final Clock clock;
  private final LongSupplier nanos;

  /// @param nanos monotonic
  public Observer(KubernetesClient client, RunMemory memory, Clock clock, LongSupplier nanos) {
    this.live = new Live(client);
    this.memory = memory;
    this.clock = clock;
    this.nanos = nanos;
  }

  public Observation observe(S3Copy cached, InformerSnapshot snapshot) {
    Leftovers leftovers = leftovers(cached, snapshot);
    // What is to be thrown away is decided on the newest word only: a cache may be behind the run.
    S3Copy copy = leftovers.any() ? live.copy(cached).orElse(cached) : cached;
    if (leftovers.any()) leftovers = leftovers(copy, snapshot);
    RunNames names = RunNames.of(copy);
    Known known = memory.of(copy);
    long now = nanos.getAsLong();
    Predicate<HasMetadata> mine =
        object -> names.runId().equals(runId(object)) && owned(object, copy);
    List<Pod> pods = snapshot.pods().stream().filter(p -> names.runId().equals(runId(p))).toList();
    List<ShardView> shards =
        views(snapshot.shards().stream().filter(mine).toList(), pods, names, known);
    Job job = snapshot.jobs().stream().filter(mine).findFirst().orElse(null);
    Counts counts = counts(copy, names, shards);
    return new Observation(
        copy,
        names,
        shards,
        job,
        pods,
        referents(copy, names, job, known),
        leftovers,
        sharing(copy, snapshot.sharing()),
        warnings(job, pods, known),
        counts,
        known.rate.add(counts, now),
        clock.instant());
  }

  /// For a copy that has ended one question is left: does the Job that it keeps for its logs hold
  /// up the end of the namespace?
  private Referents referents(S3Copy copy, RunNames names, @Nullable Job job, Known known) {
    long now = nanos.getAsLong();
    if (!ended(copy, names)) return known.referents.get(now, () -> live.referents(copy, names));
    if (job == null || JobView.finished(job)) return Referents.NONE;
    return known.referents.get(now, () -> Referents.ofNamespace(live.namespaceLeaving(names)));
  }

  private List<ShardView> views(
      List<S3CopyShard> shards, List<Pod> pods, RunNames names, Known known) {
    List<S3CopyShard> running =
        shards.stream().filter(s -> ShardView.of(s).is(ShardState.RUNNING)).toList();
    Set<String> gone = known.gonePods.among(running, pods, () -> live.pods(names));
    known.renewals.keepOnly(
        running.stream().map(s -> s.getMetadata().getUid()).collect(Collectors.toSet()));
    List<ShardView> views = new ArrayList<>(shards.size());
    int looks = 0;
    for (S3CopyShard shard : shards) {
      ShardView view = ShardView.of(shard);
      if (view.is(ShardState.RUNNING)) {
        Silence silence = known.renewals.cached(shard, nanos.getAsLong());
        String holder = GonePods.holder(shard);
        view = new ShardView(shard, holder.isEmpty() || gone.contains(holder), silence);
        if (looks < LOOKS && known.renewals.wantsLook(shard, nanos.getAsLong())) {
          looks++;
          view = look(view, known);
        }
      }
      views.add(view);
    }
    views.sort(Comparator.comparing(ShardView::id));
    return views;
  }

  private ShardView look(ShardView cached, Known known) {
    Optional<S3CopyShard> found = live.shard(cached.object());
    if (found.isEmpty()) return cached;
    Silence silence = known.renewals.live(found.get(), nanos.getAsLong());
    return new ShardView(found.get(), cached.holderGone(), silence);
  }

  private static Counts counts(S3Copy copy, RunNames names, List<ShardView> shards) {
    Counts sum = Counts.sum(shards);
    var reported = copy.getStatus();
    return reported != null && names.runId().equals(reported.runId())
        ? sum.atLeast(Counts.of(reported.objects(), reported.bytes()))
        : sum;
  }

  private List<String> warnings(@Nullable Job job, List<Pod> pods, Known known) {
    if (job == null || !JobView.active(job)) return List.of();
    Instant now = clock.instant();
    Instant made = now.minus(POD_PATIENCE);
    Instant after = now.minus(WARNINGS);
    List<Pod> alive = pods.stream().filter(pod -> !PodView.ended(pod)).toList();
    Optional<Pod> waiting =
        alive.stream()
            .filter(pod -> !PodView.running(pod) && !PodView.terminating(pod))
            .filter(pod -> created(pod).isBefore(made))
            .findFirst();
    if (waiting.isPresent()) {
      return known.warnings.get(nanos.getAsLong(), () -> live.warnings(waiting.get(), null, after));
    }
    boolean lacking = alive.size() < job.getSpec().getParallelism() && created(job).isBefore(made);
    return lacking
        ? known.warnings.get(nanos.getAsLong(), () -> live.warnings(job, POD_REFUSED, after))
        : List.of();
  }

  private static Instant created(HasMetadata object) {
    return Instant.parse(object.getMetadata().getCreationTimestamp());
  }

  private static List<String> sharing(S3Copy copy, List<S3Copy> all) {
    String namespace = copy.getMetadata().getNamespace();
    return all.stream()
        .filter(other -> !other.getMetadata().getUid().equals(copy.getMetadata().getUid()))
        .filter(other -> !ended(other, RunNames.of(other)))
        .map(HasMetadata::getMetadata)
        .map(
            meta ->
                meta.getNamespace().equals(namespace) ? meta.getName() : "one in another namespace")
        .sorted()
        .distinct()
        .toList();
  }

  private static Leftovers leftovers(S3Copy copy, InformerSnapshot snapshot) {
    String runId = RunId.of(copy);
    Predicate<HasMetadata> old = object -> !runId.equals(runId(object));
    List<Job> jobs =
        snapshot.jobs().stream().filter(old.and(object -> owned(object, copy))).toList();
    List<S3CopyShard> shards =
        snapshot.shards().stream().filter(old.and(object -> owned(object, copy))).toList();
    List<Pod> pods = snapshot.pods().stream().filter(old).filter(p -> !PodView.ended(p)).toList();
    Set<String> runIds =
        Stream.of(jobs, shards, pods)
            .flatMap(List::stream)
            .map(Observer::runId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return new Leftovers(jobs, shards, pods, runIds);
  }

  private static boolean ended(S3Copy copy, RunNames names) {
    var reported = copy.getStatus();
    return reported != null
        && reported.completionTime() != null
        && names.runId().equals(reported.runId());
  }

  private static @Nullable String runId(HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    return labels == null ? null : labels.get(S3CopyShard.RUN_LABEL);
  }

  /// A copy that was deleted and created again has the name of the old one, but another uid.
  private static boolean owned(HasMetadata object, S3Copy copy) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(copy.getMetadata().getUid()));
  }
}
