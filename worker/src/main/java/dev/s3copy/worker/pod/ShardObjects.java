// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.S3CopyShard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shard objects of one run. Every call may throw [dev.s3copy.core.shard.StoreAwayException].
interface ShardObjects {
  /// What a write came to.
  sealed interface Written {
    record Ok(S3CopyShard shard) implements Written {}

    /// Somebody wrote since the object was read.
    record Conflict() implements Written {}

    /// The object is not there any more.
    record Gone() implements Written {}
  }

  List<S3CopyShard> list();

  @Nullable S3CopyShard get(String name);

  /// Replaces the status, if the object is still the version that was read.
  Written replaceStatus(S3CopyShard shard);
}
