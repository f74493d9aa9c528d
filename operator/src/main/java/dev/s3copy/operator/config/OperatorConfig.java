// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.config;

import dev.s3copy.api.WorkerResources;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the environment tells the operator.
///
/// @param watchNamespaces empty for all
/// @param election null where this is the only operator there is
public record OperatorConfig(
    WorkerSettings worker, Set<String> watchNamespaces, @Nullable Election election, int port) {

  public OperatorConfig {
    watchNamespaces = Set.copyOf(watchNamespaces);
  }

  /// What every worker pod gets.
  ///
  /// @param role what the pods' service account may do
  /// @param allowedEndpoints handed to the worker as it is
  public record WorkerSettings(
      String image,
      String pullPolicy,
      List<String> pullSecrets,
      RoleRef role,
      String allowedEndpoints,
      WorkerResources resources) {

    public WorkerSettings {
      pullSecrets = List.copyOf(pullSecrets);
    }
  }

  /// `ClusterRole` or `Role`, and its name.
  public record RoleRef(String kind, String name) {}

  /// The namespace of the Lease, and the name under which this operator asks for it.
  public record Election(String namespace, String identity) {
    public static final String LEASE = "s3copy-operator";
  }
}
