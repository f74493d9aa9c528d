// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.contract;

import java.time.Duration;

/// How long a worker holds a shard without renewing it.
///
/// A holder renews every [#HEARTBEAT]. It stops its work [#FENCE] after the last renewal that
/// succeeded, and the operator gives its shard to another worker no earlier than [#DURATION] after
/// it. So the old holder has stopped before the new one starts: heartbeat < fence < duration.
public final class ShardLease {
  public static final Duration HEARTBEAT = Duration.ofSeconds(5);
  public static final Duration FENCE = Duration.ofSeconds(20);
  public static final Duration DURATION = Duration.ofSeconds(30);

  private ShardLease() {}
}
