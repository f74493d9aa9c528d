// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;

/// A request target, path style: `/bucket/key?query`. The key is all bytes after the bucket's
/// slash, nothing normalised.
///
/// @param rawPath as sent, up to the `?`
public record Target(String rawPath, String bucket, Key key, Query query) {

  public static Target parse(String raw) {
    int mark = raw.indexOf('?');
    String path = mark < 0 ? raw : raw.substring(0, mark);
    Query query = Query.parse(mark < 0 ? "" : raw.substring(mark + 1));
    int slash = path.indexOf('/', 1);
    String bucket = path.isEmpty() ? "" : path.substring(1, slash < 0 ? path.length() : slash);
    byte[] key = slash < 0 ? new byte[0] : PercentCoding.decode(path.substring(slash + 1), false);
    return new Target(path, text(bucket), Key.ofBytes(key), query);
  }

  /// `x-amz-copy-source`: `/bucket/key` or `bucket/key`, encoded; a version is refused elsewhere.
  static Target parseCopySource(String raw) {
    return parse(raw.startsWith("/") ? raw : "/" + raw);
  }

  private static String text(String encoded) {
    return new String(PercentCoding.decode(encoded, false), StandardCharsets.UTF_8);
  }
}
