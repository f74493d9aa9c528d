// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

/// What a file system has left.
///
/// @param bytes free for this user
/// @param inodes in all; 0 where the file system makes them as needed
record FreeSpace(long bytes, long inodes, long freeInodes) {
  static final FreeSpace UNKNOWN = new FreeSpace(-1, 0, 0);

  boolean outOfInodes() {
    return inodes > 0 && freeInodes == 0;
  }
}
