// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import dev.s3copy.operator.act.Actuator;
import dev.s3copy.operator.act.EventWriter;
import dev.s3copy.operator.act.Finalization;
import dev.s3copy.operator.act.StatusWriter;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import dev.s3copy.operator.observe.Observer;
import dev.s3copy.operator.observe.RunMemory;
import dev.s3copy.operator.serve.CopyMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.LongSupplier;

/// The objects that a visit uses, wired together.
record Components(
    Observer observer,
    Actuator actuator,
    StatusWriter statuses,
    EventWriter events,
    Finalization finalization,
    CopyMetrics metrics) {

  /// @param nanos monotonic
  static Components of(
      KubernetesClient client,
      WorkerSettings settings,
      CopyMetrics metrics,
      Clock clock,
      LongSupplier nanos) {
    RunMemory memory = new RunMemory();
    Actuator actuator = new Actuator(client, settings, nanos);
    StatusWriter statuses = new StatusWriter(client, nanos);
    return new Components(
        new Observer(client, memory, clock, nanos),
        actuator,
        statuses,
        new EventWriter(client, clock),
        new Finalization(
            client,
            clock,
            copy -> {
              memory.forget(copy);
              statuses.forget(copy);
              actuator.forget(copy.getMetadata().getUid());
            }),
        metrics);
  }
}
