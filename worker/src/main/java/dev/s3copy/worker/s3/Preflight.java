// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;

/// Finds out, before any data moves, what would otherwise fail for every object.
final class Preflight {
  /// No object of this name is ever written: an upload of it is begun and aborted at once, which
  /// leaves nothing.
  private static final Key PROBE = Key.of(".s3copy-preflight");

  private final BucketListing listing;
  private final ObjectWrites writes;
  private final Key prefix;

  Preflight(BucketListing listing, ObjectWrites writes, Key prefix) {
    this.listing = listing;
    this.writes = writes;
    this.prefix = prefix;
  }

  void run(BucketAccess access) {
    try {
      var _ = listing.probe().send();
      if (access == BucketAccess.WRITE) probeWriting();
    } catch (StoreException e) {
      throw new StoreException(widened(e.failure()), e.getCause());
    }
  }

  private void probeWriting() {
    Key key = prefix.append(PROBE);
    String uploadId = writes.createUpload(key, Attributes.NONE, null, false).send();
    var _ = writes.abort(key, uploadId).send();
  }

  /// A refusal at this point concerns the whole run.
  private static Failure widened(Failure failure) {
    if (failure.kind() != FailureKind.ACCESS_DENIED) return failure;
    return new Failure(
        FailureKind.WRITE_DENIED,
        failure.operation(),
        failure.code(),
        failure.httpStatus(),
        failure.requestId(),
        failure.message());
  }
}
