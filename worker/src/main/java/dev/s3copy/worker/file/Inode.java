// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// What `statx` tells of a file; where `errno` is not 0, only that is known.
///
/// @param mode type and permission bits
/// @param device the file system, major and minor number
/// @param changedNanos ctime: moved by the kernel at every change of content or attributes
record Inode(
    int errno,
    int mode,
    int links,
    long device,
    long number,
    long size,
    long modifiedNanos,
    long changedNanos) {
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  static Inode failed(int errno) {
    return new Inode(errno, 0, 0, 0, 0, 0, 0, 0);
  }

  boolean exists() {
    return errno == 0;
  }

  boolean isDirectory() {
    return (mode & TYPE) == DIRECTORY;
  }

  boolean isRegular() {
    return (mode & TYPE) == REGULAR;
  }

  boolean isSymlink() {
    return (mode & TYPE) == SYMLINK;
  }

  boolean sameAs(Inode other) {
    return number == other.number && device == other.device;
  }

  boolean sameContent(Inode other) {
    return sameAs(other)
        && size == other.size
        && modifiedNanos == other.modifiedNanos
        && changedNanos == other.changedNanos;
  }

  long modifiedMillis() {
    return Math.floorDiv(modifiedNanos, NANOS_PER_MILLI);
  }
}
