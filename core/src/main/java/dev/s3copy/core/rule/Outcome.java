// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import dev.s3copy.core.failure.Failure;

/// How one listed entry ended; final and counted.
public sealed interface Outcome {
  Outcome SKIPPED = new Skipped();

  /// @param bytes of the object
  /// @param etag what the destination's server told of the copy; empty where it told nothing, or
  ///     where there is no server
  /// @param line a line for the copy's output (inventory); empty otherwise
  record Copied(long bytes, String etag, String line) implements Outcome {
    public static Copied of(long bytes) {
      return new Copied(bytes, "", "");
    }
  }

  record Skipped() implements Outcome {}

  /// The source was removed after it was listed, and is not listed any more. Named in the report.
  record Gone(Failure failure) implements Outcome {}

  /// @param attempts how often the object was tried, at least 1
  record Failed(Failure failure, int attempts) implements Outcome {}
}
