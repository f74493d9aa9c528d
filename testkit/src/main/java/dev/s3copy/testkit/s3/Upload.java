// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A multipart upload under way.
///
/// @param algorithm of the checksums wanted; null for none
/// @param composite whether the object's checksum is made of the parts' checksums
public record Upload(
    String id,
    Key key,
    long initiatedMillis,
    SortedMap<String, String> headers,
    SortedMap<String, String> tags,
    @Nullable ChecksumAlgorithm algorithm,
    boolean composite,
    ConcurrentNavigableMap<Integer, Part> parts) {

  static final int MAX_PARTS = 10_000;

  /// @param etag without quotes
  public record Part(
      int number,
      Content content,
      String etag,
      long modifiedMillis,
      @Nullable StoredChecksum checksum) {}

  static ConcurrentNavigableMap<Integer, Part> noParts() {
    return new ConcurrentSkipListMap<>();
  }
}
