// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import dev.s3copy.operator.desired.WorkerAccess;
import dev.s3copy.operator.observe.Account;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;

/// Writes what belongs to a run beside its shards and its Job: the access of its pods, and the
/// removal of lost pods and of the copy itself.
final class RunWriter {
  private final KubernetesClient client;
  private final WorkerSettings settings;

  RunWriter(KubernetesClient client, WorkerSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  void prepareAccess(Observation seen, Account account) {
    RunNames names = seen.names();
    String name =
        switch (account) {
          case Account.Named(String named) -> named;
          case Account.Own(), Account.Missing(_), Account.Denied(_), Account.Two(_, _) ->
              names.job();
        };
    RoleBinding binding = WorkerAccess.roleBinding(seen.copy(), names, name, settings.role());
    CreateIfAbsent.run(client.resource(binding)::create);
    if (!(account instanceof Account.Own)) return;
    RoleBinding made = client.resource(binding).get();
    if (made != null) {
      CreateIfAbsent.run(client.resource(WorkerAccess.serviceAccount(names, made))::create);
    }
  }

  void endAccess(RunNames names, Collection<String> runIds) {
    for (String runId : runIds) {
      RunNames run = new RunNames(names.namespace(), names.copy(), names.stem(), runId);
      client.rbac().roleBindings().inNamespace(run.namespace()).withName(run.job()).delete();
    }
  }

  /// The kubelet does not answer, so there is no grace period to wait for.
  void removeLost(Pod pod) {
    client.resource(pod).withGracePeriod(0).delete();
  }

  /// Only the version that was seen: if somebody has changed the copy since, for example its
  /// trigger, it stays.
  void expire(S3Copy copy) {
    client.resource(copy).lockResourceVersion().delete();
  }
}
