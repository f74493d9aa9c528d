// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.core.key.Key;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.Retrier;
import dev.s3copy.worker.file.FileWrite;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.pipeline.SegmentSink;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.UploadBody;
import dev.s3copy.worker.s3.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Writes the run's own objects (inventory segments, the report) to a bucket or a volume: each one
/// whole, or not at all.
record Artifacts(Side side, Buffers buffers, Retrier retrier) {
  private static final long PIECE_BYTES = 16L << 20;

  private static final Attributes NDJSON =
      new Attributes(new TreeMap<>(Map.of("content-type", "application/x-ndjson")));

  /// Numbered pieces named after their shard: `<stem><shard>-<number>.ndjson`.
  SegmentSink segments(String stem) {
    return (shard, number, lines) -> put(stem + "%s-%05d.ndjson".formatted(shard, number), lines);
  }

  /// @param name added to the side's prefix
  void put(String name, byte[] content) throws InterruptedException {
    Key key = side.prefix().append(Key.of(name));
    try (Buffers.Loan loan = buffers.lease(content.length)) {
      ByteBuffer body = loan.bytes().put(content).flip();
      switch (side) {
        case Side.Bucket to ->
            retrier.repeat(
                to.bucket().put(key, NDJSON, "", UploadBody.of(body), WriteCondition.ALWAYS)::send);
        case Side.Files to -> write(to.volume(), key, body);
      }
    }
  }

  private static void write(Volume volume, Key key, ByteBuffer body) {
    FileWrite file = volume.create(key, body.remaining());
    try {
      file.write(body, 0);
      file.commit(System.currentTimeMillis(), false);
    } catch (RuntimeException e) {
      file.abort();
      throw e;
    }
    volume.syncDirectories();
  }

  /// Puts a file of any size as numbered pieces that a buffer can hold; the usual report is one
  /// piece.
  ///
  /// @return the address of the first piece, for people
  String putFile(String stem, Path file) throws InterruptedException {
    int most = Math.toIntExact(Math.min(buffers.capacity(), PIECE_BYTES));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = in.readNBytes(most);
      put(stem + ".ndjson", piece);
      for (int i = 2; piece.length == most; i++) {
        piece = in.readNBytes(most);
        if (piece.length > 0) put(stem + "-" + i + ".ndjson", piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return address(stem + ".ndjson");
  }

  String address(String name) {
    return side.address() + (side instanceof Side.Files ? "/" : "") + name;
  }
}
