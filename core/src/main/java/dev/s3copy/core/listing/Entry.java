// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;

/// One listed object or file.
///
/// @param key the full key in its own store: prefix included (S3), path below the volume's root
/// with `/` (volume)
/// @param size bytes
/// @param etag without quotes; empty for a file
/// @param modifiedMillis milliseconds since the epoch, UTC
/// @param storageClass as LIST gives it; empty where it gives none
public record Entry(
    Key key, Kind kind, long size, String etag, long modifiedMillis, String storageClass) {

  public enum Kind {
    OBJECT,
    /// A symbolic link in a volume; never followed.
    SYMLINK,
    /// A socket, FIFO or device in a volume, or a directory where another file system is mounted.
    SPECIAL,
    /// A directory of a volume that may not be listed; its key ends in `/`. What is below it is
    /// unknown, so it must fail by name.
    UNREADABLE
  }

  public static Entry object(Key key, long size, String etag, long modifiedMillis) {
    return new Entry(key, Kind.OBJECT, size, etag, modifiedMillis, "");
  }
}
