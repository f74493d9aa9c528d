// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.rule.Outcome;
import java.net.HttpURLConnection;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Finds out that credentials may list a bucket and lack the right to its objects: then each of the
/// first objects is refused, and naming millions of them one by one helps nobody.
///
/// A single object that is not refused ends the suspicion for good. Safe for use by many threads.
final class AllDenied {
  /// Shards are copied side by side, so these come from many places of the bucket.
  static final int ENOUGH = 1000;

  private final AtomicInteger denied = new AtomicInteger();
  private volatile boolean refuted;

  /// @return why the run stops; null where it goes on
  @Nullable Failure after(Outcome outcome) {
    if (refuted) return null;
    return switch (outcome) {
      case Outcome.Failed(Failure failure, int _) when isDenied(failure) ->
          denied.incrementAndGet() == ENOUGH ? all(failure) : null;
      // An object that is there already, or is a marker, was not asked for.
      case Outcome.Skipped _ -> null;
      case Outcome.Copied _, Outcome.Gone _, Outcome.Failed _ -> {
        refuted = true;
        yield null;
      }
    };
  }

  /// Files that may not be read are no matter of credentials, and have neighbours that may be.
  private static boolean isDenied(Failure failure) {
    return failure.kind() == FailureKind.ACCESS_DENIED
        && failure.httpStatus() == HttpURLConnection.HTTP_FORBIDDEN;
  }

  private static Failure all(Failure last) {
    return last.as(
        FailureKind.OBJECTS_DENIED,
        "each of the first "
            + ENOUGH
            + " objects was refused, so the rest is not tried; mend the cause, then run the same"
            + " command again. The last one: "
            + last.message());
  }
}
