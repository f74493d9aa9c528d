// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One object. Immutable: a write replaces it, so a GET that is under way keeps the version it
/// began with.
///
/// @param etag without quotes
/// @param modifiedMillis whole seconds, as Last-Modified can tell no more
/// @param headers what came with it and goes back with it: content headers, `x-amz-meta-*`,
///     `x-amz-storage-class`; lower case
public record StoredObject(
    Content content,
    String etag,
    long modifiedMillis,
    SortedMap<String, String> headers,
    SortedMap<String, String> tags,
    @Nullable StoredChecksum checksum) {

  long size() {
    return content.length();
  }

  String storageClass() {
    return headers.getOrDefault("x-amz-storage-class", "STANDARD");
  }

  StoredObject tagged(SortedMap<String, String> newTags) {
    return new StoredObject(content, etag, modifiedMillis, headers, newTags, checksum);
  }
}
