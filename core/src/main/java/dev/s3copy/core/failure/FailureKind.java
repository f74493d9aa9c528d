// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import java.util.Locale;

/// What went wrong, in the words of the product rather than of one server.
///
/// `scope` is how far it reaches, `retry` whether the same request may succeed later. No other
/// class decides that.
public enum FailureKind {
  THROTTLED(Scope.OBJECT, true),
  SERVER_ERROR(Scope.OBJECT, true),
  CONNECTION(Scope.OBJECT, true),
  TIMEOUT(Scope.OBJECT, true),
  CHECKSUM_MISMATCH(Scope.OBJECT, true),
  /// The source object is not the one that was listed any more (412 on its ETag, a file that
  /// changed while read).
  SOURCE_CHANGED(Scope.OBJECT, true),
  /// The server answered something that the protocol does not allow (a 200 without ETag, a short
  /// body).
  BAD_RESPONSE(Scope.OBJECT, true),
  SOURCE_GONE(Scope.OBJECT, false),
  /// Somebody else wrote the destination (412 on a conditional write).
  DESTINATION_EXISTS(Scope.OBJECT, false),
  OBJECT_ARCHIVED(Scope.OBJECT, false),
  OBJECT_TOO_LARGE(Scope.OBJECT, false),
  /// A key that the destination cannot hold.
  KEY_NOT_REPRESENTABLE(Scope.OBJECT, false),
  /// Two keys that would be one file, or a file where a directory must be.
  KEY_COLLISION(Scope.OBJECT, false),
  /// One object may not be read or written.
  ACCESS_DENIED(Scope.OBJECT, false),
  INVALID_REQUEST(Scope.OBJECT, false),
  IO_ERROR(Scope.OBJECT, true),
  LISTING_INCONSISTENT(Scope.RUN, false),
  DESTINATION_FULL(Scope.RUN, false),
  DESTINATION_READ_ONLY(Scope.RUN, false),
  BUCKET_NOT_FOUND(Scope.RUN, false),
  REGION_MISMATCH(Scope.RUN, false),
  CREDENTIALS_REJECTED(Scope.RUN, false),
  CREDENTIALS_MISSING(Scope.RUN, false),
  CLOCK_SKEWED(Scope.RUN, false),
  /// The bucket itself may not be listed.
  LIST_DENIED(Scope.RUN, false),
  /// Nothing may be written to the bucket.
  WRITE_DENIED(Scope.RUN, false),
  /// Each of very many objects was refused, and none was not.
  OBJECTS_DENIED(Scope.RUN, false),
  TLS_FAILED(Scope.RUN, false),
  ENDPOINT_UNREACHABLE(Scope.RUN, true),
  ENDPOINT_DENIED(Scope.RUN, false),
  REDIRECT_REFUSED(Scope.RUN, false),
  VOLUME_NOT_FOUND(Scope.RUN, false),
  /// A claim, Secret or ConfigMap that the manifest names is not there.
  REFERENCE_NOT_FOUND(Scope.RUN, false),
  /// The state folder cannot be used, or belongs to another manifest.
  STATE_UNUSABLE(Scope.RUN, false),
  /// More objects failed than spec.failurePolicy.maxFailedObjects allows.
  TOO_MANY_FAILURES(Scope.RUN, false),
  /// A check found that a copy could not start.
  CHECK_FAILED(Scope.RUN, false),
  /// The run is being stopped: nothing is wrong with the object.
  INTERRUPTED(Scope.RUN, false),
  INTERNAL(Scope.OBJECT, false);

  /// OBJECT: this key fails, the rest goes on. RUN: going on is pointless until a person acts.
  public enum Scope {
    OBJECT,
    RUN
  }

  private final Scope scope;
  private final boolean retryable;

  FailureKind(Scope scope, boolean retryable) {
    this.scope = scope;
    this.retryable = retryable;
  }

  public Scope scope() {
    return scope;
  }

  public boolean retryable() {
    return retryable;
  }

  /// In CamelCase, as conditions and reports want their reasons: `EndpointUnreachable`.
  public String word() {
    StringBuilder word = new StringBuilder();
    for (String part : name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }
}
