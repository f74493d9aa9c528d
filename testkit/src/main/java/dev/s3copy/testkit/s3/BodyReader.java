// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Reads a body and compares it with the length, payload hash, Content-MD5 and checksum that were
/// announced.
final class BodyReader {
  /// The largest single PUT and part, from the S3 limits.
  static final long MAX_PUT = 5L << 30;

  private static final int BUFFER = 64 << 10;

  private final Headers headers;
  private final InputStream raw;

  BodyReader(Headers headers, InputStream raw) {
    this.headers = headers;
    this.raw = raw;
  }

  /// @param wanted the algorithm to compute where the request names none
  Received read(@Nullable ChecksumAlgorithm wanted) throws IOException, Refusal {
    String hash = headers.first("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    AwsChunks chunks = hash.startsWith("STREAMING-") ? new AwsChunks(raw) : null;
    InputStream in = chunks == null ? raw : chunks;
    long length = declaredLength(chunks != null);
    ChecksumAlgorithm algorithm = announced();
    if (algorithm == null) algorithm = wanted;
    MessageDigest md5 = ChecksumAlgorithm.digest("MD5");
    MessageDigest sha256 = hash.length() == 64 ? ChecksumAlgorithm.digest("SHA-256") : null;
    ChecksumAlgorithm.Running running = algorithm == null ? null : algorithm.start();
    ContentBuilder builder = new ContentBuilder(length);
    byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(length, 1))];
    for (int n; (n = in.read(buffer, 0, buffer.length)) >= 0; ) {
      md5.update(buffer, 0, n);
      if (sha256 != null) sha256.update(buffer, 0, n);
      if (running != null) running.update(buffer, 0, n);
      builder.append(buffer, 0, n);
    }
    Content content = builder.build();
    checkLength(length, content.length());
    checkHash(hash, sha256);
    byte[] digest = md5.digest();
    checkMd5(digest);
    StoredChecksum checksum = null;
    if (algorithm != null && running != null) {
      checksum =
          checked(algorithm, running.value(), chunks == null ? Headers.NONE : chunks.trailers());
    }
    return new Received(content, HexFormat.of().formatHex(digest), checksum);
  }

  /// For documents, which are small.
  byte[] document() throws IOException, Refusal {
    return read(null).content().bytes();
  }

  private long declaredLength(boolean chunked) throws Refusal {
    String name = chunked ? "x-amz-decoded-content-length" : "content-length";
    String value = headers.first(name);
    if (value == null) {
      if (headers.has("transfer-encoding")) return -1;
      if (!chunked) return 0;
      throw Refusal.of(411, "MissingContentLength", "You must provide the " + name + " header.");
    }
    try {
      long length = Long.parseUnsignedLong(value);
      if (length <= MAX_PUT) return length;
      throw Refusal.badRequest("EntityTooLarge", "The upload exceeds " + MAX_PUT + " bytes.");
    } catch (NumberFormatException e) {
      throw Refusal.invalidArgument(name + " is not a number");
    }
  }

  private @Nullable ChecksumAlgorithm announced() {
    for (Headers.Field field : headers.fields()) {
      ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(field.name());
      if (algorithm == null && field.name().equalsIgnoreCase("x-amz-trailer")) {
        algorithm = ChecksumAlgorithm.ofHeader(field.value());
      }
      if (algorithm != null) return algorithm;
    }
    return ChecksumAlgorithm.named(headers.first("x-amz-sdk-checksum-algorithm"));
  }

  private static void checkLength(long declared, long read) throws Refusal {
    if (declared >= 0 && declared != read) {
      throw Refusal.badRequest("IncompleteBody", declared + " bytes announced, " + read + " came.");
    }
  }

  private static void checkHash(String hash, @Nullable MessageDigest sha256) throws Refusal {
    if (sha256 == null || HexFormat.of().formatHex(sha256.digest()).equals(hash)) return;
    throw Refusal.badRequest(
        "XAmzContentSHA256Mismatch", "The body is not the one that was signed.");
  }

  private void checkMd5(byte[] digest) throws Refusal {
    String md5 = headers.first("content-md5");
    if (md5 == null || md5.equals(Base64.getEncoder().encodeToString(digest))) return;
    throw Refusal.badRequest("BadDigest", "The Content-MD5 you specified did not match.");
  }

  private StoredChecksum checked(ChecksumAlgorithm algorithm, byte[] computed, Headers trailers)
      throws Refusal {
    String value = Base64.getEncoder().encodeToString(computed);
    String told = headers.first(algorithm.header(), trailers.first(algorithm.header(), value));
    if (!told.equals(value)) {
      throw Refusal.badRequest(
          "BadDigest",
          "The " + algorithm + " you specified did not match the calculated checksum.");
    }
    return new StoredChecksum(algorithm, value, false);
  }
}
