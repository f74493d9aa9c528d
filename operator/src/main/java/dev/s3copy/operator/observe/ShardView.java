// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardState;

/// A shard and what is known of its holder.
///
/// @param holderGone the holder's pod has ended or does not exist any more
public record ShardView(S3CopyShard object, boolean holderGone, Silence silence) {

  public static ShardView of(S3CopyShard object) {
    return new ShardView(object, false, Silence.NONE);
  }

  public S3CopyShardStatus status() {
    return requireNonNullElse(object.getStatus(), S3CopyShardStatus.NEW);
  }

  public String id() {
    return object.getSpec().id();
  }

  public boolean is(ShardState state) {
    return status().phase() == state;
  }

  /// Free for any worker to take.
  public boolean claimable() {
    return is(ShardState.PENDING) && status().error() == null;
  }

  public boolean blocked() {
    return !is(ShardState.DONE) && status().error() != null;
  }
}
