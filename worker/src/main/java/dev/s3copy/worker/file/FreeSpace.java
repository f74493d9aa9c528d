// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// What a file system has left.
///
/// @param bytes free for this user
/// @param inodes in all; 0 where the file system makes them as needed
record FreeSpace(long bytes, long inodes, long freeInodes) {
  static final FreeSpace UNKNOWN = new FreeSpace(-1, 0, 0);

  /// Where `struct statfs` has them on 64-bit machines (`asm-generic/statfs.h`).
  private static final int BLOCK_SIZE_AT = 8;

  private static final int BLOCKS_AVAILABLE_AT = 32;
  private static final int INODES_AT = 40;
  private static final int INODES_FREE_AT = 48;

  /// From the struct that `fstatfs` has just filled.
  static FreeSpace read(Scratch s) {
    long bytes = s.get(BLOCK_SIZE_AT) * s.get(BLOCKS_AVAILABLE_AT);
    return new FreeSpace(bytes, s.get(INODES_AT), s.get(INODES_FREE_AT));
  }

  boolean outOfInodes() {
    return inodes > 0 && freeInodes == 0;
  }
}
