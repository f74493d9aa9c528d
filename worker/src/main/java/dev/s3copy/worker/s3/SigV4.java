// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.s3.credentials.S3Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// AWS Signature Version 4 for headers. The signing key is derived once per day and credentials;
/// digests are cloned from templates, which skips the provider look-up.
final class SigV4 {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String HMAC = "HmacSHA256";
  private static final String TERMINATOR = "aws4_request";
  private static final HexFormat HEX = HexFormat.of();
  private static final MessageDigest SHA256 = sha256();

  private final String region;
  private final String service;
  private volatile @Nullable DayKey cached;

  /// @param mac never fed, only cloned
  private record DayKey(S3Credentials credentials, String day, String scope, Mac mac) {}

  SigV4(String region, String service) {
    this.region = region;
    this.service = service;
  }

  /// The value of the Authorization header.
  ///
  /// @param canonicalRequest as SigV4 defines it, payload hash included
  /// @param signedHeaders names in lower case, ascending, joined by `;`
  String authorization(
      S3Credentials credentials, SigningTime time, String canonicalRequest, String signedHeaders) {
    DayKey key = key(credentials, time.day());
    String toSign =
        ALGORITHM + '\n' + time.stamp() + '\n' + key.scope + '\n' + hexSha256(canonicalRequest);
    String signature = HEX.formatHex(clone(key.mac).doFinal(utf8(toSign)));
    return ALGORITHM
        + " Credential="
        + credentials.accessKeyId()
        + '/'
        + key.scope
        + ", SignedHeaders="
        + signedHeaders
        + ", Signature="
        + signature;
  }

  private DayKey key(S3Credentials credentials, String day) {
    DayKey last = cached;
    if (last == null || !last.credentials.equals(credentials) || !last.day.equals(day)) {
      cached = last = derive(credentials, day);
    }
    return last;
  }

  private DayKey derive(S3Credentials credentials, String day) {
    byte[] key = utf8("AWS4" + credentials.secretAccessKey());
    for (String step : new String[] {day, region, service, TERMINATOR}) {
      key = mac(key).doFinal(utf8(step));
    }
    String scope = day + '/' + region + '/' + service + '/' + TERMINATOR;
    return new DayKey(credentials, day, scope, mac(key));
  }

  static String hexSha256(String text) {
    return HEX.formatHex(clone(SHA256).digest(utf8(text)));
  }

  static MessageDigest newSha256() {
    return clone(SHA256);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Mac clone(Mac template) {
    try {
      return (Mac) template.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's MAC can be cloned", e);
    }
  }

  private static MessageDigest clone(MessageDigest template) {
    try {
      return (MessageDigest) template.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's digest can be cloned", e);
    }
  }
}
