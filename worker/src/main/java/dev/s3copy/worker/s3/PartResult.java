// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.text.ETags;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// One uploaded or copied part of a multipart upload.
///
/// @param number from 1 to 10 000
/// @param etag without quotes
/// @param checksum base64 of the part's CRC; empty where the server told none
public record PartResult(int number, String etag, String checksum) {

  /// The ETag that S3 gives to an object made of these parts: the MD5 of their MD5s, and how many
  /// there are.
  ///
  /// @param parts in ascending order of their numbers
  /// @return empty where a part's ETag is no MD5
  public static String etagOfParts(List<PartResult> parts) {
    MessageDigest md5 = md5();
    for (PartResult part : parts) {
      if (!ETags.mayBeMd5(part.etag())) return "";
      md5.update(HexFormat.of().parseHex(part.etag()));
    }
    return HexFormat.of().formatHex(md5.digest()) + '-' + parts.size();
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
