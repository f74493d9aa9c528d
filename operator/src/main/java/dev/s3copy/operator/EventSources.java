// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What causes a visit. Only objects with our label are watched, because a cluster has many pods.
final class EventSources {
  private EventSources() {}

  static List<EventSource<?, S3Copy>> of(EventSourceContext<S3Copy> context) {
    return List.of(
        source(S3CopyShard.class, Mappers.fromOwnerReferences(S3Copy.class), context),
        source(Job.class, Mappers.fromOwnerReferences(S3Copy.class), context),
        source(Pod.class, EventSources::copyOfPod, context));
  }

  private static <T extends HasMetadata> InformerEventSource<T, S3Copy> source(
      Class<T> kind, SecondaryToPrimaryMapper<T> owner, EventSourceContext<S3Copy> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, S3Copy.class)
            .withLabelSelector(RunNames.SELECTOR)
            .withSecondaryToPrimaryMapper(owner)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  /// A pod is owned by its Job; a label has no room for the copy's name.
  private static Set<ResourceID> copyOfPod(Pod pod) {
    Map<String, String> annotations = pod.getMetadata().getAnnotations();
    String copy = annotations == null ? null : annotations.get(RunNames.COPY_ANNOTATION);
    return copy == null ? Set.of() : Set.of(new ResourceID(copy, pod.getMetadata().getNamespace()));
  }
}
