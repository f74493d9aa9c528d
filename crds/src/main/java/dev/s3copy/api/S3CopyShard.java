// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One range of the keys of a copy. The operator makes it and writes `spec`. The worker that holds
/// it writes `status`; the operator writes it too when it takes the shard from a worker that is
/// gone.
@Group(S3Copy.GROUP)
@Version(S3Copy.VERSION)
@Kind(S3CopyShard.KIND)
@Plural("s3copyshards")
@ShortNames("s3shard")
public final class S3CopyShard extends CustomResource<S3CopyShardSpec, S3CopyShardStatus>
    implements Namespaced {
  public static final String KIND = "S3CopyShard";

  /// Label with the name of the copy, shortened if it is too long for a label.
  public static final String COPY_LABEL = "s3copy.dev/copy";

  /// Label with the id of the run. Workers and operator ignore shards of older runs.
  public static final String RUN_LABEL = "s3copy.dev/run";
}
