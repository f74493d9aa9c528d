// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The root of a volume, opened and tried.
record VolumeRoot(
    int file, Beneath beneath, FileFailures failures, TemporaryNames temporary, VolumeProbe probe)
    implements AutoCloseable {

  static VolumeRoot open(Path path, Access access) {
    if (!Platform.supported()) throw unsupported();
    int file = openRoot(path.toAbsolutePath().normalize().toString());
    FileFailures failures = new FileFailures(path.toString(), file);
    TemporaryNames temporary = new TemporaryNames();
    try {
      VolumeProbe probe =
          access == Access.WRITE ? VolumeProbe.write(file, temporary, failures) : VolumeProbe.NONE;
      return new VolumeRoot(file, Beneath.of(file), failures, temporary, probe);
    } catch (StoreException e) {
      Posix.close(file);
      throw e;
    }
  }

  private static int openRoot(String path) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    int file = Posix.open(Posix.WORKING_DIRECTORY, name, Beneath.DIRECTORY, 0);
    if (file >= 0) return file;
    String why =
        switch (-file) {
          case Errno.ENOENT -> " does not exist; create the directory or correct the path";
          case Errno.ENOTDIR -> " is not a directory";
          case Errno.EACCES, Errno.EPERM -> " may not be opened by this user";
          default -> " cannot be opened";
        };
    throw FileFailures.failure(FailureKind.VOLUME_NOT_FOUND, "open", -file, path + why);
  }

  private static StoreException unsupported() {
    return FileFailures.exception(
        FailureKind.VOLUME_NOT_FOUND,
        "open",
        "UnsupportedPlatform",
        "volumes need Linux on x86-64 or arm64; this is " + Platform.description());
  }

  @Override
  public void close() {
    Posix.close(file);
  }
}
