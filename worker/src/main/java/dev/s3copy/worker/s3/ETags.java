// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// ETags travel in quotes and live without them.
final class ETags {
  private ETags() {}

  static String unquoted(String etag) {
    int last = etag.length() - 1;
    boolean quoted = last > 0 && etag.charAt(0) == '"' && etag.charAt(last) == '"';
    return quoted ? etag.substring(1, last) : etag;
  }

  static String quoted(String etag) {
    return etag.startsWith("W/") ? etag : '"' + etag + '"';
  }
}
