// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.operator.run.ReferencedNames;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the API server itself where a cache may be too old, or where a cache would cost more than
/// it saves.
final class Live {
  private static final int EVENTS = 20;

  private final KubernetesClient client;

  Live(KubernetesClient client) {
    this.client = client;
  }

  Optional<S3Copy> copy(S3Copy copy) {
    return Optional.ofNullable(client.resource(copy).get())
        .filter(now -> now.getMetadata().getUid().equals(copy.getMetadata().getUid()));
  }

  Optional<S3CopyShard> shard(S3CopyShard shard) {
    return Optional.ofNullable(client.resource(shard).get())
        .filter(now -> now.getMetadata().getUid().equals(shard.getMetadata().getUid()));
  }

  List<Pod> pods(RunNames names) {
    return client
        .pods()
        .inNamespace(names.namespace())
        .withLabels(names.labels())
        .list()
        .getItems();
  }

  Referents referents(S3Copy copy, RunNames names) {
    ReferencedNames references = ReferencedNames.of(copy.getSpec());
    List<ClaimView> claims =
        references.claims().stream()
            .map(
                name ->
                    new ClaimView(
                        name,
                        client
                            .persistentVolumeClaims()
                            .inNamespace(names.namespace())
                            .withName(name)
                            .get()))
            .toList();
    Account account = account(references, names);
    return new Referents(claims, account, accessPrepared(account, names), namespaceLeaving(names));
  }

  boolean namespaceLeaving(RunNames names) {
    Namespace namespace = client.namespaces().withName(names.namespace()).get();
    return namespace != null && namespace.getMetadata().getDeletionTimestamp() != null;
  }

  private Account account(ReferencedNames references, RunNames names) {
    if (references.serviceAccounts().isEmpty()) return new Account.Own();
    Iterator<String> named = references.serviceAccounts().iterator();
    String name = named.next();
    if (named.hasNext()) return new Account.Two(name, named.next());
    ServiceAccount found = serviceAccount(names, name);
    if (found == null) return new Account.Missing(name);
    Map<String, String> labels = requireNonNullElse(found.getMetadata().getLabels(), Map.of());
    boolean allowed = "true".equals(labels.get(Account.ALLOW_LABEL));
    return allowed ? new Account.Named(name) : new Account.Denied(name);
  }

  private boolean accessPrepared(Account account, RunNames names) {
    HasMetadata binding =
        client.rbac().roleBindings().inNamespace(names.namespace()).withName(names.job()).get();
    return binding != null
        && (!(account instanceof Account.Own) || serviceAccount(names, names.job()) != null);
  }

  private @Nullable ServiceAccount serviceAccount(RunNames names, String name) {
    return client.serviceAccounts().inNamespace(names.namespace()).withName(name).get();
  }

  /// Warnings about an object, newest first, such as quotas, refusals of admission and volumes that
  /// cannot be mounted.
  ///
  /// @param reason only those with this one; null for all
  /// @param after older ones may be over
  List<String> warnings(HasMetadata object, @Nullable String reason, Instant after) {
    return client
        .v1()
        .events()
        .inNamespace(object.getMetadata().getNamespace())
        .withField("involvedObject.uid", object.getMetadata().getUid())
        .list()
        .getItems()
        .stream()
        .filter(event -> "Warning".equals(event.getType()))
        .filter(event -> reason == null || reason.equals(event.getReason()))
        .filter(event -> time(event).isAfter(after))
        .sorted(Comparator.comparing(Live::time).reversed())
        .limit(EVENTS)
        .map(Event::getMessage)
        .filter(Objects::nonNull)
        .toList();
  }

  private static Instant time(Event event) {
    String made = event.getMetadata().getCreationTimestamp();
    return Instant.parse(requireNonNullElse(event.getLastTimestamp(), made));
  }
}
