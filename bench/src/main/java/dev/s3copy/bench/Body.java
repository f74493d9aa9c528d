// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import dev.s3copy.bench.KeptBucket.Piece;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Takes in a request body: counts it, sums it up, and keeps it only when asked to. Understands the
/// `aws-chunked` encoding (signatures and trailers are skipped).
final class Body {
  private enum Chunk {
    SIZE,
    DATA,
    DATA_END,
    TRAILER
  }

  private final CRC32 crc = new CRC32();
  private final @Nullable Bytes kept;
  private final boolean chunked;
  private long encodedLeft;
  private long size;
  private Chunk state = Chunk.SIZE;
  private long chunkLeft;
  private boolean inExtension;

  Body(long encodedLength, boolean chunked, boolean keep) {
    this.encodedLeft = encodedLength;
    this.chunked = chunked;
    this.kept = keep ? new Bytes((int) Math.min(encodedLength, 1 << 16) + 1) : null;
  }

  long encodedLeft() {
    return encodedLeft;
  }

  /// Consumes what belongs to this body and leaves the rest in the buffer.
  void accept(ByteBuffer in) {
    int n = (int) Math.min(encodedLeft, in.remaining());
    ByteBuffer mine = in.slice(in.position(), n);
    in.position(in.position() + n);
    encodedLeft -= n;
    if (!chunked) data(mine);
    else while (mine.hasRemaining()) step(mine);
  }

  Piece piece() {
    return new Piece(
        size, (int) crc.getValue(), kept == null ? null : kept.buffer().asReadOnlyBuffer());
  }

  private void step(ByteBuffer in) {
    switch (state) {
      case SIZE -> sizeLine(in.get());
      case DATA -> {
        int n = (int) Math.min(chunkLeft, in.remaining());
        data(in.slice(in.position(), n));
        in.position(in.position() + n);
        chunkLeft -= n;
        if (chunkLeft == 0) state = Chunk.DATA_END;
      }
      case DATA_END -> {
        if (in.get() == '\n') state = Chunk.SIZE;
      }
      case TRAILER -> in.position(in.limit());
    }
  }

  private void sizeLine(byte b) {
    if (b == '\n') {
      state = chunkLeft == 0 ? Chunk.TRAILER : Chunk.DATA;
      inExtension = false;
    } else if (b == ';') {
      inExtension = true;
    } else if (!inExtension && b != '\r') {
      chunkLeft = chunkLeft * 16 + Character.digit(b, 16);
    }
  }

  private void data(ByteBuffer bytes) {
    size += bytes.remaining();
    if (kept != null) kept.add(bytes.duplicate());
    crc.update(bytes);
  }
}
