// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.OpenFiles;
import dev.s3copy.core.failure.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SequencedMap;

/// Failure lines in files of a folder; the mark is a file's length.
///
/// What a crash or a full disk left beyond the mark is cut off, so each failed key stands there
/// once, in a whole line.
public record FolderFailureLogs(Path folder) implements FailureLogs {
  @Override
  public long append(String shardId, long mark, byte[] lines) {
    if (lines.length == 0) return mark;
    Path file = file(shardId);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(mark);
      channel.position(mark);
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
      return mark + lines.length;
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private Path file(String shardId) {
    return folder.resolve("failures-" + shardId + ".ndjson");
  }

  /// Puts the logs of all shards into one file.
  ///
  /// @param marks of each shard, in the order of the shards
  /// @return whether there was any line
  public boolean join(SequencedMap<String, Long> marks, Path into) {
    try (OutputStream out = Files.newOutputStream(into)) {
      long bytes = 0;
      for (Map.Entry<String, Long> shard : marks.entrySet()) {
        if (shard.getValue() == 0) continue;
        copy(file(shard.getKey()), shard.getValue(), out);
        bytes += shard.getValue();
      }
      return bytes > 0;
    } catch (IOException e) {
      throw unusable(into, e);
    }
  }

  private static void copy(Path part, long length, OutputStream out) throws IOException {
    WritableByteChannel target = Channels.newChannel(out);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
      // A file that somebody cut short has fewer bytes than its mark.
      long end = Math.min(length, channel.size());
      long copied = 0;
      while (copied < end) copied += channel.transferTo(copied, end - copied, target);
    }
  }

  private static StoreException unusable(Path file, IOException e) {
    return new StoreException(
        Failure.of(
            FailureKind.STATE_UNUSABLE,
            "Report",
            "StateFolder",
            "cannot write "
                + file
                + " ("
                + e
                + "); "
                + OpenFiles.advice(e, "free some space there")
                + ", then run the same command again"),
        e);
  }
}
