// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.listing;

import dev.s3copy.core.key.Key;

/// One listed object or file, holding nothing of the page it came with.
public record Entry(
    Key key, Kind kind, long size, String etag, long modifiedMillis, String storageClass)
    implements Listed {

  public enum Kind {
    OBJECT,
    /// A symbolic link in a volume; never followed.
    SYMLINK,
    /// A socket, FIFO or device in a volume.
    SPECIAL,
    /// A directory of a volume where another file system is mounted; its key ends in `/`. It is not
    /// entered, so it must fail by name.
    MOUNT,
    /// What cannot be looked at in a volume: a file, or a directory, whose key ends in `/`. What is
    /// below it is unknown, so it must fail by name.
    UNREADABLE
  }

  public static Entry object(Key key, long size, String etag, long modifiedMillis) {
    return new Entry(key, Kind.OBJECT, size, etag, modifiedMillis, "");
  }

  /// The same, where the listing told no size and the object did.
  public Entry withSize(long told) {
    return new Entry(key, kind, told, etag, modifiedMillis, storageClass);
  }

  /// The same, where the listing told no ETag and the object did.
  public Entry ofVersion(String told) {
    return new Entry(key, kind, size, told, modifiedMillis, storageClass);
  }
}
