// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.S3Call;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What has to happen next for one object, as a value. A [CopyMethod] says what; whoever takes the
/// step decides whether to wait for it: [ObjectCopier] does, the pipeline's event-loop runner does
/// not.
///
/// A step may throw a [dev.s3copy.core.failure.StoreException] where the next one is made.
public sealed interface Step {
  /// Sends a request and goes on with its answer.
  ///
  /// @param next must not wait for the network
  record Ask<T>(S3Call<T> call, Function<? super T, Step> next) implements Step {}

  /// Gets a buffer, in place of the one that the attempt has, and goes on with it.
  ///
  /// @param bytes the buffer's limit; its position is 0
  record Lease(int bytes, Function<ByteBuffer, Step> next) implements Step {}

  /// Makes a file durable and puts it in its place; that is the last step. All bytes are in the
  /// file, so the buffer is given back before.
  record Commit(FileCommit file, Outcome outcome) implements Step {}

  /// Makes sure of something, and waits for that; then goes on.
  record Check(Condition condition, Supplier<Step> next) implements Step {}

  interface Condition {
    /// @throws dev.s3copy.core.failure.StoreException where it does not hold
    void require(Retries retries) throws InterruptedException;
  }

  /// Work that waits several times, such as the parts of a large object; that is the last step.
  record Blocking(BlockingWork work) implements Step {}

  interface BlockingWork {
    /// @param retries counts the requests that were tried again
    Outcome run(Retries retries) throws InterruptedException;
  }

  record Done(Outcome outcome) implements Step {}

  /// The whole object is copied.
  static Step copied(long bytes) {
    return new Done(Outcome.Copied.of(bytes));
  }

  /// As [#copied], with what the server told of the copy.
  static Step stored(long bytes, String etag) {
    return new Done(new Outcome.Copied(bytes, etag, ""));
  }
}
