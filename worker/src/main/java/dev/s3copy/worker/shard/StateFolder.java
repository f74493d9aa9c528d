// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.shard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.OpenFiles;
import dev.s3copy.core.failure.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder of one run: `state.json`, the failure logs, and a lock that keeps a second run out.
///
/// The state is written whole to a temporary name, synced, renamed and the folder synced, so after
/// a crash it is the old one or the new one.
public final class StateFolder implements AutoCloseable {
  private static final String STATE = "state.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final FileChannel lockFile;

  private StateFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  public static StateFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file) == null) {
        file.close();
        throw failed(
            "StateInUse",
            "another run is using the state folder "
                + folder
                + "; wait for it, or give this one another folder with --state",
            null);
      }
      return new StateFolder(folder, file);
    } catch (IOException e) {
      throw failed(
          "StateFolder",
          "cannot use the state folder "
              + folder
              + " ("
              + e
              + "); "
              + OpenFiles.advice(e, "make it writable, or choose another with --state"),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  public Path path() {
    return folder;
  }

  /// The saved state; null where there is none. One that cannot be read counts as none: listing
  /// again is safe, going on from a wrong place is not.
  @Nullable RunState read() {
    try {
      RunState state = JSON.readValue(folder.resolve(STATE).toFile(), RunState.class);
      return state.version() == RunState.VERSION ? state : null;
    } catch (IOException e) {
      return null;
    }
  }

  void write(RunState state) {
    Path temporary = folder.resolve(STATE + ".part");
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(state));
        while (bytes.hasRemaining()) out.write(bytes);
        out.force(true);
      }
      Files.move(temporary, folder.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw failed(
          "StateFolder",
          "cannot save the state in "
              + folder
              + " ("
              + e
              + "); "
              + OpenFiles.advice(e, "free some space there")
              + ", then run the same command again",
          e);
    }
  }

  private static StoreException failed(String code, String message, @Nullable Throwable cause) {
    return new StoreException(
        Failure.of(FailureKind.STATE_UNUSABLE, "State", code, message), cause);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      // The lock goes with the process at the latest.
    }
  }
}
