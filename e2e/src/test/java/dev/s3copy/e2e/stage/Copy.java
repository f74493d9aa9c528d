// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.api.Condition;
import dev.s3copy.api.ConditionStatus;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One S3Copy as its owner sees it.
public record Copy(Tenant tenant, String name) {
  public static final Duration PATIENCE = Duration.ofMinutes(3);
  static final String LABEL = "s3copy.dev/copy";

  public @Nullable S3Copy find() {
    return resource().get();
  }

  public S3Copy get() {
    S3Copy found = find();
    if (found != null) return found;
    throw new IllegalStateException("no S3Copy " + name + " in " + tenant.namespace());
  }

  /// Empty before the operator's first visit.
  public Optional<S3CopyStatus> status() {
    return Optional.ofNullable(find()).map(S3Copy::getStatus);
  }

  public Optional<Condition> condition(String type) {
    return status().stream()
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.type().equals(type))
        .findFirst();
  }

  /// Until a condition is True.
  public Condition await(String type) {
    return await(
        type + " is True",
        copy -> copy.condition(type).filter(c -> c.status() == ConditionStatus.TRUE));
  }

  /// Until it is Complete; ends early where it Failed.
  public S3CopyStatus awaitComplete() {
    Condition end =
        await(
            "it is Complete",
            copy ->
                copy.condition("Complete")
                    .filter(c -> c.status() == ConditionStatus.TRUE)
                    .or(
                        () ->
                            copy.condition("Failed")
                                .filter(c -> c.status() == ConditionStatus.TRUE)));
    if (end.type().equals("Failed")) throw new AssertionError("it Failed\n" + story());
    return status().orElseThrow();
  }

  public S3CopyStatus awaitStatus(String what, Predicate<S3CopyStatus> wanted) {
    return await(what, copy -> copy.status().filter(wanted));
  }

  public <T> T await(String what, Function<Copy, Optional<T>> look) {
    return Eventually.get(what, PATIENCE, () -> look.apply(this), this::story);
  }

  /// A JSON merge patch of the whole object.
  public void patch(String json) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  public void delete() {
    resource().delete();
  }

  public List<Pod> pods() {
    return tenant.pods().stream()
        .filter(pod -> name.equals(pod.getMetadata().getLabels().get(LABEL)))
        .toList();
  }

  public List<Pod> runningPods() {
    return pods().stream()
        .filter(pod -> pod.getStatus().getPhase().equals("Running"))
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  public List<Job> jobs() {
    return tenant
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(tenant.namespace())
        .withLabel(LABEL, name)
        .list()
        .getItems();
  }

  public List<S3CopyShard> shards() {
    return tenant
        .client()
        .resources(S3CopyShard.class)
        .inNamespace(tenant.namespace())
        .withLabel(LABEL, name)
        .list()
        .getItems();
  }

  /// What `kubectl get s3copy` prints.
  public String table() {
    return tenant
        .stage()
        .cluster()
        .kubectl(List.of("-n", tenant.namespace(), "get", "s3copy", name));
  }

  /// Everything there is to know when it went wrong.
  public String story() {
    S3Copy now = find();
    if (now != null) now.getMetadata().setManagedFields(null);
    StringBuilder story = new StringBuilder(Serialization.asYaml(now)).append('\n');
    for (String kind : List.of("s3copyshards", "jobs", "pods", "events")) {
      story
          .append(tenant.stage().cluster().kubectl(List.of("-n", tenant.namespace(), "get", kind)))
          .append('\n');
    }
    for (Pod pod : pods()) {
      story.append("--- ").append(pod.getMetadata().getName()).append('\n');
      story.append(Logs.tail(tenant.client(), pod)).append('\n');
    }
    return story.append(tenant.stage().operator().log()).toString();
  }

  private Resource<S3Copy> resource() {
    return tenant.client().resources(S3Copy.class).inNamespace(tenant.namespace()).withName(name);
  }
}
