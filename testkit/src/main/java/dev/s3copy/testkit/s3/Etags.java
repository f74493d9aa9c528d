// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;

/// ETags as S3 makes them without encryption.
public final class Etags {
  private Etags() {}

  /// The MD5 of the bytes, in hex.
  public static String ofContent(Content content) {
    MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
    try {
      content.writeTo(new Sink(md5::update), 0, content.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(md5.digest());
  }

  /// The MD5 of the parts' MD5s, and their number.
  static String ofParts(Collection<Upload.Part> parts) {
    MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
    for (Upload.Part part : parts) md5.update(HexFormat.of().parseHex(part.etag()));
    return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
  }
}
