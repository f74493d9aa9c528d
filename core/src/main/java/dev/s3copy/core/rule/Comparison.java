// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.rule;

import dev.s3copy.core.listing.Listed;

/// Whether a destination entry is already the copy of a source entry, from what listings tell.
public enum Comparison {
  /// Same size, and either the same ETag or, where an ETag is no content hash (multipart), a
  /// destination written after the source. Two plain ETags that differ are two contents.
  S3_TO_S3 {
    @Override
    boolean equal(Listed source, Listed destination) {
      if (source.size() != destination.size()) return false;
      // Servers are known that write the digits in capitals.
      if (source.etag().equalsIgnoreCase(destination.etag())) return true;
      if (isContentHash(source.etag()) && isContentHash(destination.etag())) return false;
      return equalButForETag(source, destination);
    }

    @Override
    boolean equalButForETag(Listed source, Listed destination) {
      return source.size() == destination.size()
          && destination.modifiedMillis() >= source.modifiedMillis();
    }
  },

  /// Same size and modification time: a restored file carries the time of its object, to the
  /// millisecond, or to the second on a file system that keeps no more.
  S3_TO_VOLUME {
    @Override
    boolean equal(Listed source, Listed destination) {
      if (source.size() != destination.size()) return false;
      long a = source.modifiedMillis();
      long b = destination.modifiedMillis();
      return a == b || (b % MILLIS == 0 && Math.floorDiv(a, MILLIS) == Math.floorDiv(b, MILLIS));
    }
  },

  /// Same size, and written to the bucket after the file was last modified.
  VOLUME_TO_S3 {
    @Override
    boolean equal(Listed source, Listed destination) {
      return source.size() == destination.size()
          && destination.modifiedMillis() >= source.modifiedMillis();
    }
  };

  private static final long MILLIS = 1000;
  private static final int MD5_HEX_LENGTH = 32;

  abstract boolean equal(Listed source, Listed destination);

  /// Whether they would be equal if their ETags were no hashes of the content.
  boolean equalButForETag(Listed source, Listed destination) {
    return false;
  }

  /// An ETag of 32 hex digits is the MD5 of the content (or, under SSE-KMS, opaque: then copying
  /// again is the safe side); one with `-N` is made of parts.
  private static boolean isContentHash(String etag) {
    return etag.length() == MD5_HEX_LENGTH && etag.indexOf('-') < 0;
  }
}
