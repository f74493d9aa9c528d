// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

import java.util.regex.Pattern;

/// ETags have quotes on the wire, and none in this program.
public final class ETags {
  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

  private ETags() {}

  /// Whether it looks like the MD5 of the content. An ETag of parts does not; one of an object that
  /// the server encrypted with a key of its own may, and is none.
  public static boolean mayBeMd5(String unquoted) {
    return MD5.matcher(unquoted).matches();
  }

  /// Whether two are one. Servers are known that write the digits in capitals, or do so in some
  /// answers only.
  public static boolean same(String unquoted, String other) {
    return unquoted.equalsIgnoreCase(other);
  }

  public static String unquoted(String etag) {
    int last = etag.length() - 1;
    boolean quoted = last > 0 && etag.charAt(0) == '"' && etag.charAt(last) == '"';
    return quoted ? etag.substring(1, last) : etag;
  }

  public static String quoted(String etag) {
    return etag.startsWith("W/") ? etag : '"' + etag + '"';
  }
}
