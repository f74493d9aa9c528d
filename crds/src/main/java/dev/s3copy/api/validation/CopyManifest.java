// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import dev.s3copy.api.S3CopySpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/// An S3Copy as a file holds it. Not [dev.s3copy.api.S3Copy]: to make one, the Kubernetes model
/// reads its annotations and looks for a logger, which a short run would feel.
public record CopyManifest(ObjectMeta metadata, S3CopySpec spec) {
  public String name() {
    return metadata.getName();
  }
}
