// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

/// What an attempt to take a shard came to.
public sealed interface Claim {
  NoneFree NONE_FREE = new NoneFree();
  AllDone ALL_DONE = new AllDone();

  /// The shard is ours.
  record Claimed(Shard shard) implements Claim {}

  /// None is free right now; one may be later, when another worker cedes or is lost.
  record NoneFree() implements Claim {}

  /// Every shard is done, and every range that was given away became a shard: there is nothing left
  /// to wait for.
  record AllDone() implements Claim {}
}
