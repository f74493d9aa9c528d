// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.config.OperatorConfig.RoleRef;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;

/// The identity of the worker pods, and what they may do during the run.
public final class WorkerAccess {
  private WorkerAccess() {}

  /// The binding owns the account, so that Kubernetes deletes both at the end of the run. The
  /// operator itself may not delete service accounts.
  ///
  /// @param binding as the API server has it
  public static ServiceAccount serviceAccount(RunNames names, RoleBinding binding) {
    return new ServiceAccountBuilder()
        .withNewMetadata()
        .withName(names.job())
        .withNamespace(names.namespace())
        .withLabels(names.labels())
        .addNewOwnerReference()
        .withApiVersion(binding.getApiVersion())
        .withKind(binding.getKind())
        .withName(binding.getMetadata().getName())
        .withUid(binding.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withAutomountServiceAccountToken(false)
        .build();
  }

  /// @param account the run's own, or the one the copy names
  public static RoleBinding roleBinding(S3Copy copy, RunNames names, String account, RoleRef role) {
    return new RoleBindingBuilder()
        .withMetadata(Owned.metadata(copy, names, names.job()))
        .withNewRoleRef("rbac.authorization.k8s.io", role.kind(), role.name())
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(account)
        .withNamespace(names.namespace())
        .endSubject()
        .build();
  }
}
