// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Encryption as clients see it: headers that are kept and told, keys that are asked for, and ETags
/// that say nothing. What is stored stays as it is.
final class Encryption {
  private static final String SSE = "x-amz-server-side-encryption";
  private static final String CUSTOMER = SSE + "-customer-";
  private static final String KEY_MD5 = CUSTOMER + "key-md5";
  private static final int KEY_LENGTH = 32;

  /// What an object keeps of the request that created it.
  static final Set<String> KEPT =
      Set.of(
          SSE,
          SSE + "-aws-kms-key-id",
          SSE + "-bucket-key-enabled",
          CUSTOMER + "algorithm",
          KEY_MD5);

  private Encryption() {}

  /// What an object is written with: as the request says, else as the bucket does.
  static SortedMap<String, String> of(Headers request, Map<String, String> byDefault)
      throws Refusal {
    SortedMap<String, String> kept = new TreeMap<>();
    for (String name : KEPT) {
      String value = request.first(name);
      if (value != null) kept.put(name, value);
    }
    String told = request.first(KEY_MD5);
    if (told != null && !told.equals(md5(request.first(CUSTOMER + "key", "")))) {
      throw Refusal.invalidArgument("The calculated MD5 hash of the key did not match the hash");
    }
    return kept.isEmpty() ? new TreeMap<>(byDefault) : kept;
  }

  private static String md5(String key) throws Refusal {
    byte[] bytes = Base64.getDecoder().decode(key);
    if (bytes.length != KEY_LENGTH) {
      throw Refusal.invalidArgument("The secret key was invalid for the specified algorithm.");
    }
    return Base64.getEncoder().encodeToString(ChecksumAlgorithm.digest("MD5").digest(bytes));
  }

  /// The ETag of an object that is stored with such headers.
  static String etag(SortedMap<String, String> headers, String hash) {
    boolean opaque =
        headers.getOrDefault(SSE, "").startsWith("aws:kms") || headers.containsKey(KEY_MD5);
    if (!opaque) return hash;
    int digits = hash.indexOf('-') < 0 ? hash.length() : hash.indexOf('-');
    String reversed = new StringBuilder(hash.substring(0, digits)).reverse().toString();
    return reversed + hash.substring(digits);
  }

  /// Refuses to read an object with another key than that of its writing.
  static void checkRead(Headers request, StoredObject object) throws Refusal {
    check(request.first(KEY_MD5), object.headers().get(KEY_MD5));
  }

  static void checkCopySource(Headers request, StoredObject object) throws Refusal {
    String name = KEY_MD5.replace("x-amz-", "x-amz-copy-source-");
    check(request.first(name), object.headers().get(KEY_MD5));
  }

  static void checkPart(Headers request, Upload upload) throws Refusal {
    check(request.first(KEY_MD5), upload.headers().get(KEY_MD5));
  }

  private static void check(@Nullable String given, @Nullable String needed) throws Refusal {
    if (needed == null && given == null) return;
    if (needed == null || given == null) {
      throw Refusal.badRequest(
          "InvalidRequest", "The encryption parameters are not applicable to this object.");
    }
    if (!given.equals(needed)) throw Refusal.of(403, "AccessDenied", "Access Denied");
  }

  /// What an answer to a write tells.
  static void addTo(Headers.Builder out, SortedMap<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          if (KEPT.contains(name)) out.add(name, value);
        });
  }
}
