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
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /// Where `struct statx` has them (`linux/stat.h`), the same on every architecture.
  private static final int LINKS_AT = 16;

  private static final int MODE_AT = 28;
  private static final int NUMBER_AT = 32;
  private static final int SIZE_AT = 40;
  private static final int CHANGED_AT = 96;
  private static final int MODIFIED_AT = 112;
  private static final int DEVICE_AT = 136;
  private static final int MODE_MASK = 0xffff;

  /// From the struct that `statx` has just filled.
  static Inode read(Scratch s) {
    return new Inode(
        0,
        s.getInt(MODE_AT) & MODE_MASK,
        s.getInt(LINKS_AT),
        s.get(DEVICE_AT),
        s.get(NUMBER_AT),
        s.get(SIZE_AT),
        nanos(s, MODIFIED_AT),
        nanos(s, CHANGED_AT));
  }

  private static long nanos(Scratch s, int at) {
    return s.get(at) * NANOS_PER_SECOND + s.getInt(at + Long.BYTES);
  }

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
