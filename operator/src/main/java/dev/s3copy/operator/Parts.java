// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import dev.s3copy.operator.act.Actuator;
import dev.s3copy.operator.act.EventWriter;
import dev.s3copy.operator.act.Farewell;
import dev.s3copy.operator.act.StatusWriter;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import dev.s3copy.operator.observe.Memory;
import dev.s3copy.operator.observe.Observer;
import dev.s3copy.operator.serve.CopyMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.function.LongSupplier;

/// What a visit is made of.
record Parts(
    Observer observer,
    Actuator actuator,
    StatusWriter statuses,
    EventWriter events,
    Farewell farewell,
    CopyMetrics metrics) {

  /// @param nanos monotonic
  static Parts of(
      KubernetesClient client,
      WorkerSettings settings,
      CopyMetrics metrics,
      Clock clock,
      LongSupplier nanos) {
    Memory memory = new Memory();
    Actuator actuator = new Actuator(client, settings, nanos);
    StatusWriter statuses = new StatusWriter(client, nanos);
    return new Parts(
        new Observer(client, memory, clock, nanos),
        actuator,
        statuses,
        new EventWriter(client, clock),
        new Farewell(
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
