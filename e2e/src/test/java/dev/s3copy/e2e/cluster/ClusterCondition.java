// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

final class ClusterCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return switch (Clusters.shared()) {
      case Provision.Ready(Cluster cluster)
          when needsSwitch(context) && cluster.powerSwitch().isEmpty() ->
          skip(context, "the nodes of " + cluster.name() + " cannot be switched off");
      case Provision.Ready(Cluster cluster) -> ConditionEvaluationResult.enabled(cluster.name());
      case Provision.Unavailable(String reason) -> skip(context, "no cluster: " + reason);
    };
  }

  private static ConditionEvaluationResult skip(ExtensionContext context, String reason) {
    if (System.getenv().getOrDefault(Clusters.DEMAND, "").equals("required")) {
      throw new IllegalStateException(Clusters.DEMAND + "=required, but " + reason);
    }
    System.out.println("skipped " + context.getDisplayName() + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static boolean needsSwitch(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), OnCluster.class)
        .map(OnCluster::powerSwitch)
        .orElse(false);
  }
}
