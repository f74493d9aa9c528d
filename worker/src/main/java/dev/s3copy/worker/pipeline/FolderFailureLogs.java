// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Failure lines in files of a folder; the mark is a file's length.
///
/// What a crash left beyond the mark is cut off, so each failed key stands there once.
public record FolderFailureLogs(Path folder) implements FailureLogs {

  @Override
  public FailureLog open(String shardId, long length) {
    Path file = folder.resolve("failures-" + shardId + ".ndjson");
    try {
      if (Files.exists(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(length);
        }
      }
      return new LogFile(file, length);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static final class LogFile implements FailureLog {
    private final Path file;
    private long length;

    LogFile(Path file, long length) {
      this.file = file;
      this.length = length;
    }

    @Override
    public long append(byte[] lines) {
      if (lines.length == 0) return length;
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.APPEND)) {
        ByteBuffer bytes = ByteBuffer.wrap(lines);
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(true);
        length += lines.length;
        return length;
      } catch (IOException e) {
        throw unusable(file, e);
      }
    }
  }

  /// Puts the logs of all shards, in the order given, into one file.
  ///
  /// @return whether there was any line
  public boolean join(List<String> shardIds, Path into) {
    try (OutputStream out = Files.newOutputStream(into)) {
      long bytes = 0;
      for (String id : shardIds) {
        Path part = folder.resolve("failures-" + id + ".ndjson");
        if (Files.exists(part)) bytes += Files.copy(part, out);
      }
      return bytes > 0;
    } catch (IOException e) {
      throw unusable(into, e);
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
                + "); free some space there, then run the same command again"),
        e);
  }
}
