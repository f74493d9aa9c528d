// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import dev.s3copy.core.failure.Failure;

/// What becomes of one selected entry.
public sealed interface CopyAction {
  Copy COPY = new Copy(false);

  /// @param onlyByETag whether two ETags that differ are the only reason: the destination has the
  ///     same size and was written later
  record Copy(boolean onlyByETag) implements CopyAction {}

  /// @param reason one word for the counts: `equal`, `exists`, `newer`, `symlink`, `special`
  record Skip(String reason) implements CopyAction {}

  record Fail(Failure failure) implements CopyAction {}
}
