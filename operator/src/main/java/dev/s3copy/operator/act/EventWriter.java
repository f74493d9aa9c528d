// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.operator.run.RunNames;
import dev.s3copy.operator.status.CopyEvent;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events. Their names follow from run and kind, so the same event twice is one object. A
/// failed write is not repeated, because the status says the same.
public final class EventWriter {
  private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

  /// The longest message that Kubernetes accepts.
  private static final int MESSAGE_LENGTH = 1024;

  private static final String COMPONENT = "s3copy-operator";

  private final KubernetesClient client;
  private final Clock clock;

  public EventWriter(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  public void write(S3Copy copy, List<CopyEvent> events) {
    for (CopyEvent event : events) {
      // Without the message: it may hold keys.
      LOG.atInfo()
          .addKeyValue(LogKeys.NAMESPACE, copy.getMetadata().getNamespace())
          .addKeyValue(LogKeys.COPY, copy.getMetadata().getName())
          .log(event.reason());
      try {
        CreateIfAbsent.run(client.resource(event(copy, event))::create);
      } catch (KubernetesClientException e) {
        LOG.atDebug()
            .setCause(e)
            .addKeyValue(LogKeys.EVENT, event.reason())
            .log("event not written");
      }
    }
  }

  private Event event(S3Copy copy, CopyEvent event) {
    RunNames names = RunNames.of(copy);
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String message = event.message();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(names.namespace())
        .withName(
            names.job() + "." + event.key().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-"))
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(copy.getApiVersion())
        .withKind(copy.getKind())
        .withNamespace(names.namespace())
        .withName(names.copy())
        .withUid(copy.getMetadata().getUid())
        .endInvolvedObject()
        .withType(event.warning() ? "Warning" : "Normal")
        .withReason(event.reason())
        .withMessage(
            message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH))
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .withNewSource(COMPONENT, null)
        .withReportingComponent(COMPONENT)
        .build();
  }
}
