// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.BodySink;
import dev.s3copy.worker.http.Headers;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where the bytes of a GET go, and what their checksum is.
sealed interface ObjectBody extends BodySink {
  /// What is wrong with the bytes that came, as a whole object; or null.
  ///
  /// @param checksum as [Checksums#ofObject] gives it
  @Nullable String mismatch(String checksum);

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
    public @Nullable String mismatch(String checksum) {
      return Checksums.mismatch(checksum, buffer);
    }
  }

  /// A whole object, chunk by chunk to its target.
  final class Streamed implements ObjectBody {
    private final ByteTarget target;
    private final long size;
    private long received;
    private @Nullable RunningChecksum checksum;

    Streamed(ByteTarget target, long size) {
      this.target = target;
      this.size = size;
    }

    @Override
    public long room() {
      return size - received;
    }

    @Override
    public void begin(Headers headers) {
      checksum = RunningChecksum.of(Checksums.ofObject(headers::find));
    }

    @Override
    public void accept(ByteBuffer chunk) {
      if (checksum != null) checksum.update(chunk);
      int length = chunk.remaining();
      target.write(chunk, received);
      received += length;
    }

    @Override
    public @Nullable String mismatch(String expected) {
      return checksum == null ? null : checksum.mismatch();
    }
  }

  /// A range of an object, chunk by chunk to its target. No server tells the checksum of a range.
  final class StreamedRange implements ObjectBody {
    private final ByteTarget target;
    private final long end;
    private long at;

    StreamedRange(ByteTarget target, long from, long length) {
      this.target = target;
      this.at = from;
      this.end = from + length;
    }

    @Override
    public long room() {
      return end - at;
    }

    @Override
    public void accept(ByteBuffer chunk) {
      int length = chunk.remaining();
      target.write(chunk, at);
      at += length;
    }

    @Override
    public @Nullable String mismatch(String checksum) {
      return null;
    }
  }
}
