// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.core.failure.FailureKind.ACCESS_DENIED;
import static dev.s3copy.core.failure.FailureKind.DESTINATION_EXISTS;
import static dev.s3copy.core.failure.FailureKind.DESTINATION_FULL;
import static dev.s3copy.core.failure.FailureKind.DESTINATION_READ_ONLY;
import static dev.s3copy.core.failure.FailureKind.IO_ERROR;
import static dev.s3copy.core.failure.FailureKind.KEY_COLLISION;
import static dev.s3copy.core.failure.FailureKind.KEY_NOT_REPRESENTABLE;
import static dev.s3copy.core.failure.FailureKind.OBJECT_TOO_LARGE;
import static dev.s3copy.core.failure.FailureKind.SOURCE_GONE;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;

/// What an errno means for a copy, in words: the only class that decides it.
final class FileFailures {
  private final String root;
  private final int rootFile;

  /// @param root as the person wrote it, for messages
  /// @param rootFile a descriptor on the file system, to ask what is free
  FileFailures(String root, int rootFile) {
    this.root = root;
    this.rootFile = rootFile;
  }

  /// @param operation the call that failed: `open`, `fsync`
  StoreException of(int errno, String operation, Key key) {
    String path = path(key);
    return switch (errno) {
      case Errno.ENOSPC -> full(operation, path);
      case Errno.EDQUOT ->
          failure(DESTINATION_FULL, operation, errno, path + ": the quota is used up; raise it");
      case Errno.EROFS ->
          failure(DESTINATION_READ_ONLY, operation, errno, root + " is mounted read-only");
      case Errno.EACCES, Errno.EPERM ->
          failure(
              ACCESS_DENIED,
              operation,
              errno,
              path + ": this user may not; check its owner and mode");
      case Errno.ENAMETOOLONG ->
          key("NameTooLong", operation, path + " is longer than this file system allows");
      case Errno.ELOOP ->
          key(
              "SymlinkInPath",
              operation,
              path + " leads through a symbolic link; none is followed");
      case Errno.EXDEV ->
          key("MountInPath", operation, path + " leads into another mount; none is entered");
      case Errno.EILSEQ ->
          key("NameRefused", operation, path + ": this file system cannot hold the name");
      case Errno.ENOTDIR -> collision(operation, path + ": a file is where a directory must be");
      case Errno.EISDIR, Errno.ENOTEMPTY ->
          collision(operation, path + ": a directory is where the file must be; it stays");
      case Errno.EEXIST ->
          failure(DESTINATION_EXISTS, operation, errno, path + " exists already; it stays");
      case Errno.ENOENT ->
          failure(
              IO_ERROR,
              operation,
              errno,
              path + " does not exist any more; leave the volume alone while it is copied");
      case Errno.EFBIG ->
          failure(OBJECT_TOO_LARGE, operation, errno, path + " is larger than a file may be here");
      case Errno.EMFILE, Errno.ENFILE ->
          failure(IO_ERROR, operation, errno, path + ": too many open files; raise `ulimit -n`");
      default -> failure(IO_ERROR, operation, errno, path + ": " + operation + " failed");
    };
  }

  /// Like [#of], for calls that make a new name: there EINVAL is the name's fault (`a:b` on vfat).
  StoreException creating(int errno, String operation, Key key) {
    return of(errno == Errno.EINVAL ? Errno.EILSEQ : errno, operation, key);
  }

  private StoreException full(String operation, String path) {
    FreeSpace free = Posix.free(rootFile);
    String what =
        free.outOfInodes()
            ? "no inodes left: 0 of %d free, %d bytes free; delete files or make the volume anew"
                .formatted(free.inodes(), free.bytes())
            : "no space left: %d bytes free; enlarge the volume".formatted(free.bytes());
    return failure(DESTINATION_FULL, operation, Errno.ENOSPC, path + ": " + what);
  }

  /// As [#of], for a file that is to be read: who lists a source may find it removed.
  StoreException reading(int errno, Key key) {
    if (errno != Errno.ENOENT) return of(errno, "open", key);
    return failure(SOURCE_GONE, "open", errno, path(key) + " does not exist");
  }

  /// The file that is missing is the one being written, not the source.
  StoreException vanished(String operation, Key key) {
    return failure(
        IO_ERROR,
        operation,
        Errno.ENOENT,
        path(key)
            + ": its temporary file or its directory was removed while it was written; leave the"
            + " destination alone");
  }

  /// Names that nobody can guess are taken all the same. The object itself need not be there.
  StoreException planted(Key key) {
    return failure(
        IO_ERROR,
        "create",
        Errno.EEXIST,
        path(key) + ": every temporary name tried beside it exists already");
  }

  StoreException collision(String operation, String message) {
    return exception(KEY_COLLISION, operation, "KeyCollision", message);
  }

  StoreException key(String code, String operation, String message) {
    return exception(KEY_NOT_REPRESENTABLE, operation, code, message);
  }

  static StoreException failure(FailureKind kind, String operation, int errno, String message) {
    return exception(kind, operation, Errno.name(errno), message);
  }

  static StoreException exception(FailureKind kind, String operation, String code, String message) {
    return new StoreException(Failure.of(kind, operation, code, message));
  }

  /// The path for people, with everything that is not printable escaped.
  String path(Key key) {
    if (key.isEmpty()) return root;
    return root.endsWith("/") ? root + key : root + "/" + key;
  }
}
