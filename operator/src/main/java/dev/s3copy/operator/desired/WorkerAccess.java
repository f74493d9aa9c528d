// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.config.OperatorConfig.RoleRef;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;

/// Who the worker pods are and what they may do for the time of the run.
public final class WorkerAccess {
  private WorkerAccess() {}

  public static ServiceAccount serviceAccount(S3Copy copy, RunNames names) {
    return new ServiceAccountBuilder()
        .withMetadata(Owned.metadata(copy, names, names.job()))
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
