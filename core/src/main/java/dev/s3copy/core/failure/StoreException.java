// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import org.jspecify.annotations.Nullable;

/// An operation on a store failed. Cheap to throw: it carries no stack trace of its own, the
/// [Failure] says it all.
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  public StoreException(Failure failure) {
    this(failure, null);
  }

  public StoreException(Failure failure, @Nullable Throwable cause) {
    super(failure.code() + ": " + failure.message(), cause, true, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }

  /// What failed for one object.
  ///
  /// @throws StoreException this one, where the failure concerns the whole run
  public Failure requireOfObject() {
    if (failure.kind().scope() == FailureKind.Scope.RUN) throw this;
    return failure;
  }
}
