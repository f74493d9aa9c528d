// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.text;

/// ETags have quotes on the wire, and none in this program.
public final class ETags {
  private ETags() {}

  public static String unquoted(String etag) {
    int last = etag.length() - 1;
    boolean quoted = last > 0 && etag.charAt(0) == '"' && etag.charAt(last) == '"';
    return quoted ? etag.substring(1, last) : etag;
  }

  public static String quoted(String etag) {
    return etag.startsWith("W/") ? etag : '"' + etag + '"';
  }
}
