// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

/// The shard store does not answer: nothing is known of the lease, which may be lost or not.
public final class StoreAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
