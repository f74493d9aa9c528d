// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import software.amazon.awssdk.crt.http.HttpHeader;

/// A request header as text, to be signed, and as bytes, to be sent; constant ones are made once.
///
/// @param name in lower case
record Header(String name, String value, HttpHeader wire) {
  static final String AMZ = "x-amz-";
  static final String TAGGING = "x-amz-tagging";
  static final Header CHECKSUM_MODE = of("x-amz-checksum-mode", "ENABLED");
  static final Header ACCEPT_GZIP = of("accept-encoding", "gzip");
  static final Header IF_ABSENT = of("if-none-match", "*");
  static final Header NO_TAGS = of("x-amz-tagging-directive", "REPLACE");
  static final Header UNSIGNED_PAYLOAD = of("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
  static final Header USER_AGENT = of("user-agent", "s3copy");

  static Header of(String name, String value) {
    return new Header(name, value, new HttpHeader(name, value));
  }

  /// Signed are the headers that S3 requires, and those whose change on the way would change the
  /// outcome. Headers that a proxy may change are not signed.
  boolean signed() {
    return name.startsWith(AMZ) || name.equals("host") || name.equals("content-type");
  }

  /// Whether it may be shown to nobody but the server.
  boolean secret() {
    return name.contains("-customer-key");
  }

  /// As the canonical request wants it: no blanks around it, single blanks inside.
  String canonicalValue() {
    boolean plain = !value.contains("  ") && value.equals(value.strip());
    return plain ? value : value.strip().replaceAll(" +", " ");
  }
}
