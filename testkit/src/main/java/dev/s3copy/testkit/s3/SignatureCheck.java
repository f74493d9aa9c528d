// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature Version 4 in the Authorization header, computed again from what arrived. Presigned
/// addresses are refused as anonymous.
final class SignatureCheck {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256\\s+Credential=([^/,]+)/(\\d{8})/([^/,]+)/s3/aws4_request,"
              + "\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  /// How far the client's clock may be off, from the S3 documentation.
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private final Identity identity;
  private final InstantSource clock;
  private final ConcurrentMap<String, byte[]> signingKeys = new ConcurrentHashMap<>();

  SignatureCheck(Identity identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  void check(S3Request request) throws Refusal {
    String authorization = request.header("authorization");
    if (authorization == null) {
      if (identity.anonymousAllowed()) return;
      throw Refusal.of(403, "AccessDenied", "Anonymous access is forbidden for this operation.");
    }
    Matcher parts = AUTHORIZATION.matcher(authorization);
    if (!parts.matches()) {
      throw Refusal.badRequest(
          "AuthorizationHeaderMalformed", "The authorization header is not Signature Version 4.");
    }
    checkAccount(parts.group(1), parts.group(3));
    String time = request.headers().first("x-amz-date", "");
    checkTime(time, parts.group(2));
    String scope = parts.group(2) + "/" + parts.group(3) + "/s3/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + (time + "\n" + scope + "\n")
            + sha256(canonical(request, parts.group(4)));
    byte[] key = signingKeys.computeIfAbsent(parts.group(2), this::signingKey);
    byte[] told = parts.group(5).getBytes(StandardCharsets.ISO_8859_1);
    byte[] computed = HEX.formatHex(hmac(key, toSign)).getBytes(StandardCharsets.ISO_8859_1);
    if (MessageDigest.isEqual(computed, told)) return;
    throw Refusal.of(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided."
            + " Check your key and signing method.");
  }

  private void checkAccount(String accessKey, String region) throws Refusal {
    if (!accessKey.equals(identity.accessKey())) {
      throw Refusal.of(
          403,
          "InvalidAccessKeyId",
          "The access key ID you provided does not exist in our records.");
    }
    if (!region.equals(identity.region())) {
      throw Refusal.badRequest(
              "AuthorizationHeaderMalformed",
              "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
                  .formatted(region, identity.region()))
          .detail("Region", identity.region());
    }
  }

  private void checkTime(String time, String day) throws Refusal {
    Instant signed;
    try {
      signed = Instant.from(TIME.parse(time));
    } catch (DateTimeParseException e) {
      throw Refusal.of(
          403, "AccessDenied", "AWS authentication requires a valid x-amz-date header");
    }
    Instant now = clock.instant();
    if (!time.startsWith(day) || Duration.between(signed, now).abs().compareTo(MAX_SKEW) > 0) {
      throw Refusal.of(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.")
          .detail("ServerTime", now.toString());
    }
  }

  private static String canonical(S3Request request, String signedHeaders) {
    StringBuilder out = new StringBuilder(1024).append(request.method()).append('\n');
    byte[] path = PercentCoding.decode(request.target().rawPath(), false);
    out.append(PercentCoding.path(path)).append('\n');
    out.append(canonicalQuery(request.query())).append('\n');
    for (String name : signedHeaders.split(";", -1)) {
      String value = request.headers().joined(name).strip();
      out.append(name).append(':').append(singleSpaces(value)).append('\n');
    }
    out.append('\n').append(signedHeaders).append('\n');
    return out.append(request.headers().first("x-amz-content-sha256", "UNSIGNED-PAYLOAD"))
        .toString();
  }

  private static String canonicalQuery(Query query) {
    List<Query.Parameter> parameters = query.parameters();
    if (parameters.isEmpty()) return "";
    String[] pairs = new String[parameters.size()];
    for (int i = 0; i < pairs.length; i++) {
      byte[] name = parameters.get(i).name().getBytes(StandardCharsets.ISO_8859_1);
      pairs[i] =
          PercentCoding.query(name) + '\0' + PercentCoding.query(parameters.get(i).value().bytes());
    }
    Arrays.sort(pairs);
    // Sorted by name, then by value: hence a separator that comes before every character of a name.
    return String.join("&", pairs).replace('\0', '=');
  }

  private static String singleSpaces(String value) {
    return value.contains("  ") ? value.replaceAll(" +", " ") : value;
  }

  private byte[] signingKey(String day) {
    byte[] secret = ("AWS4" + identity.secretKey()).getBytes(StandardCharsets.UTF_8);
    return hmac(hmac(hmac(hmac(secret, day), identity.region()), "s3"), "aws4_request");
  }

  private static String sha256(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return HEX.formatHex(ChecksumAlgorithm.digest("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
