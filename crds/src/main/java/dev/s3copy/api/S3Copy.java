// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One copy, from one place to another, once. What it copies is fixed at its creation; how fast it
/// copies may change.
@Group(S3Copy.GROUP)
@Version(S3Copy.VERSION)
@Kind(S3Copy.KIND)
@Plural("s3copies")
@ShortNames("s3cp")
public final class S3Copy extends CustomResource<S3CopySpec, S3CopyStatus> implements Namespaced {
  public static final String GROUP = "s3copy.dev";
  public static final String VERSION = "v1alpha1";
  public static final String KIND = "S3Copy";
}
