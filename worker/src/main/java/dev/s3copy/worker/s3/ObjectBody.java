// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.BodySink;
import dev.s3copy.worker.http.Headers;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where the bytes of a GET go, and what their checksum is.
sealed interface ObjectBody extends BodySink {
  /// What is wrong with the bytes of a whole object; null if nothing is.
  ///
  /// @param told gives the checksum as [Checksums#ofObject] does, if it did not come with the
  ///     headers
  @Nullable String mismatch(Supplier<String> told);

  /// Into a buffer, between its position and limit, which stay where they are.
  final class Buffered implements ObjectBody {
    private final ByteBuffer buffer;
    private final ByteBuffer free;

    Buffered(ByteBuffer buffer) {
      this.buffer = buffer;
      this.free = buffer.duplicate();
    }

    @Override
    public long room() {
      return free.remaining();
    }

    @Override
    public void accept(ByteBuffer chunk) {
      free.put(chunk);
    }

    @Override
    public @Nullable String mismatch(Supplier<String> told) {
      return Checksums.mismatch(told.get(), buffer);
    }
  }

  /// Chunk by chunk to its target.
  final class Streamed implements ObjectBody {
    private final ByteTarget target;
    private final long end;
    private final boolean whole;
    private long at;
    private @Nullable RunningChecksum checksum;

    private Streamed(ByteTarget target, long from, long length, boolean whole) {
      this.target = target;
      this.at = from;
      this.end = from + length;
      this.whole = whole;
    }

    static Streamed whole(ByteTarget target, long size) {
      return new Streamed(target, 0, size, true);
    }

    /// Not checked, because no server gives the checksum of a range.
    static Streamed range(ByteTarget target, long from, long length) {
      return new Streamed(target, from, length, false);
    }

    @Override
    public long room() {
      return end - at;
    }

    @Override
    public void begin(Headers headers) {
      if (whole) checksum = RunningChecksum.of(Checksums.ofObject(headers::find));
    }

    @Override
    public void accept(ByteBuffer chunk) {
      if (checksum != null) checksum.update(chunk);
      int length = chunk.remaining();
      target.write(chunk, at);
      at += length;
    }

    @Override
    public @Nullable String mismatch(Supplier<String> told) {
      return checksum == null ? null : checksum.mismatch();
    }
  }
}
