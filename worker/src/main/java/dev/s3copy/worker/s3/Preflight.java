// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Finds out, before any data moves, what would otherwise fail for every object.
final class Preflight {
  /// No object of this name is ever written: an upload of it is begun, and aborted while the copy
  /// runs.
  private static final Key PROBE = Key.of(".s3copy-preflight");

  private final BucketListing listing;
  private final ObjectWrites writes;
  private final Key prefix;
  private final Dialect dialect;

  /// Uploads that were begun and not aborted yet.
  private final Queue<String> begun = new ConcurrentLinkedQueue<>();

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
    try {
      begun.add(writes.createUpload(probe(), Attributes.NONE, null, true).send());
    } catch (StoreException e) {
      if (!isUnknown(e.failure())) throw e;
      dialect.lacks(Capability.MULTIPART, e.failure().code());
    }
  }

  private Key probe() {
    return prefix.append(PROBE);
  }

  private static boolean isUnknown(Failure failure) {
    return switch (failure.httpStatus()) {
      case HttpURLConnection.HTTP_BAD_METHOD, HttpURLConnection.HTTP_NOT_IMPLEMENTED -> true;
      default -> false;
    };
  }

  /// Removes what the checks began, and waits for the answers. It may run beside the copy.
  ///
  /// @throws StoreException when it may help to try again
  void cleanUp() {
    for (String uploadId = begun.peek(); uploadId != null; uploadId = begun.peek()) {
      abort(uploadId);
      var _ = begun.remove(uploadId);
    }
  }

  /// Who may write need not be allowed to abort: uploads that fail stay then, invisible.
  private void abort(String uploadId) {
    try {
      var _ = writes.abort(probe(), uploadId).send();
    } catch (StoreException e) {
      Failure failure = e.failure();
      if (failure.kind().retryable()) throw e;
      dialect.lacks(Capability.ABORTS, failure.operation() + ": " + failure.code());
    }
  }

  /// A refusal at this point concerns the whole run.
  private static Failure widened(Failure failure) {
    if (failure.kind() != FailureKind.ACCESS_DENIED) return failure;
    return failure.as(FailureKind.WRITE_DENIED, failure.message());
  }
}
