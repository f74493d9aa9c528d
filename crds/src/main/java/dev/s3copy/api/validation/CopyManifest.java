// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import dev.s3copy.api.S3CopySpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/// An S3Copy that was read from a file. It is not a [dev.s3copy.api.S3Copy], because creating one
/// is slow: the Kubernetes model reads annotations and looks for a logger, and a short run would
/// notice that.
public record CopyManifest(ObjectMeta metadata, S3CopySpec spec) {
  public String name() {
    return metadata.getName();
  }
}
