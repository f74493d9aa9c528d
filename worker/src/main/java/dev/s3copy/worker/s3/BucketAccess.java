// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// What a run needs of a bucket.
public enum BucketAccess {
  READ,
  /// It is listed too.
  WRITE,
  /// It need not be listed: credentials that may only write are enough.
  WRITE_UNLISTED
}
