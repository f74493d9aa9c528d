// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The root of a volume, opened and tried.
record VolumeRoot(
    int file,
    RootedOpen beneath,
    FileFailures failures,
    TemporaryNames temporary,
    VolumeProbe probe)
    implements AutoCloseable {

  static VolumeRoot open(Path path, VolumeAccess access) {
    return open(path, "", access);
  }

  /// @param below see [Volume#openBeneath]
  static VolumeRoot open(Path path, String below, VolumeAccess access) {
    if (!Platform.supported()) throw unsupported();
    int outer = openRoot(path.toAbsolutePath().normalize().toString());
    int file = below.isEmpty() ? outer : descend(outer, path, below, access);
    FileFailures failures = new FileFailures(path.resolve(below).toString(), file);
    TemporaryNames temporary = new TemporaryNames();
    try {
      VolumeProbe probe =
          access == VolumeAccess.WRITE
              ? VolumeProbe.write(file, temporary, failures)
              : VolumeProbe.NONE;
      return new VolumeRoot(file, RootedOpen.of(file), failures, temporary, probe);
    } catch (StoreException e) {
      Posix.close(file);
      throw e;
    }
  }

  private static int descend(int outer, Path path, String below, VolumeAccess access) {
    int file = Descent.open(outer, Key.of(below), access == VolumeAccess.WRITE);
    Posix.close(outer);
    if (file < 0) throw notOpened(-file, path.resolve(below).toString());
    return file;
  }

  private static int openRoot(String path) {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    int file = Posix.open(Posix.WORKING_DIRECTORY, name, RootedOpen.DIRECTORY, 0);
    if (file < 0) throw notOpened(-file, path);
    return file;
  }

  private static StoreException notOpened(int errno, String path) {
    String why =
        switch (errno) {
          case Errno.ELOOP ->
              " leads through a symbolic link, and none is followed; name the folder it points to";
          case Errno.EXDEV -> " leads into another mount, and none is entered; mount it by itself";
          case Errno.ENOENT -> " does not exist; create the directory or correct the path";
          case Errno.ENOTDIR -> " is not a directory";
          case Errno.EACCES, Errno.EPERM -> " may not be opened by this user";
          default -> " cannot be opened";
        };
    return FileFailures.failure(FailureKind.VOLUME_NOT_FOUND, "open", errno, path + why);
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
