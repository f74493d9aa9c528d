// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.net.HttpURLConnection;
import java.util.List;

/// Finds out, before any data moves, what would otherwise fail for every object.
final class Preflight {
  /// No object of this name is ever written: an upload of it is begun and aborted at once, which
  /// leaves nothing.
  private static final Key PROBE = Key.of(".s3copy-preflight");

  private final BucketListing listing;
  private final ObjectWrites writes;
  private final Key prefix;
  private final Dialect dialect;

  Preflight(BucketListing listing, ObjectWrites writes, Key prefix, Dialect dialect) {
    this.dialect = dialect;
    this.listing = listing;
    this.writes = writes;
    this.prefix = prefix;
  }

  /// What is asked, in the order in which failures matter; the one does not need the other.
  ///
  /// @throws StoreException from each, with a kind that concerns the whole run
  List<Runnable> checks(BucketAccess access) {
    Runnable lists = () -> orFail(listing::probeFirstPage);
    Runnable writes = () -> orFail(this::probeWriting);
    return switch (access) {
      case READ -> List.of(lists);
      case WRITE -> List.of(lists, writes);
      case WRITE_UNLISTED -> List.of(writes);
    };
  }

  private static void orFail(Runnable probe) {
    try {
      probe.run();
    } catch (StoreException e) {
      throw new StoreException(widened(e.failure()), e.getCause());
    }
  }

  private void probeWriting() {
    Key key = prefix.append(PROBE);
    String uploadId;
    try {
      uploadId = writes.createUpload(key, Attributes.NONE, null, true).send();
    } catch (StoreException e) {
      if (!isUnknown(e.failure())) throw e;
      dialect.lacks(Capability.MULTIPART, e.failure().code());
      return;
    }
    abort(key, uploadId);
  }

  private static boolean isUnknown(Failure failure) {
    return switch (failure.httpStatus()) {
      case HttpURLConnection.HTTP_BAD_METHOD, HttpURLConnection.HTTP_NOT_IMPLEMENTED -> true;
      default -> false;
    };
  }

  /// Who may write need not be allowed to abort: uploads that fail stay then, invisible.
  private void abort(Key key, String uploadId) {
    try {
      var _ = writes.abort(key, uploadId).send();
    } catch (StoreException e) {
      if (e.failure().kind() != FailureKind.ACCESS_DENIED) throw e;
    }
  }

  /// A refusal at this point concerns the whole run.
  private static Failure widened(Failure failure) {
    if (failure.kind() != FailureKind.ACCESS_DENIED) return failure;
    return failure.as(FailureKind.WRITE_DENIED, failure.message());
  }
}
