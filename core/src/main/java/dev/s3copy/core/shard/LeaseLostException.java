// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

/// Another holder has the shard by now.
public final class LeaseLostException extends Exception {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(Shard.Lease lease) {
    super("shard " + lease.shardId() + " is not held in epoch " + lease.epoch() + " any more");
  }
}
