// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// What a run needs of a bucket.
public enum BucketAccess {
  READ,
  WRITE
}
