// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/// Metadata of everything that a run owns: Kubernetes deletes it with the copy.
final class Owned {
  private Owned() {}

  static ObjectMeta metadata(S3Copy copy, RunNames names, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(names.namespace())
        .withLabels(names.labels())
        .withOwnerReferences(owner(copy))
        .build();
  }

  private static OwnerReference owner(S3Copy copy) {
    return new OwnerReferenceBuilder()
        .withApiVersion(copy.getApiVersion())
        .withKind(copy.getKind())
        .withName(copy.getMetadata().getName())
        .withUid(copy.getMetadata().getUid())
        .withController(true)
        .build();
  }
}
