// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The headers that an object keeps.
public final class Metadata {
  static final SortedMap<String, String> NONE = Collections.emptySortedMap();
  private static final String USER = "x-amz-meta-";

  /// Names and values together, from the S3 limits.
  private static final int MAX_USER_BYTES = 2048;

  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "expires",
          "x-amz-storage-class",
          "x-amz-website-redirect-location");

  private Metadata() {}

  /// What is kept of a request that creates an object in a bucket.
  static SortedMap<String, String> of(Headers headers, Bucket bucket) throws Refusal {
    SortedMap<String, String> kept = new TreeMap<>(of(headers));
    kept.putAll(Encryption.of(headers, bucket.encryption()));
    return compact(kept);
  }

  static SortedMap<String, String> of(Headers headers) throws Refusal {
    SortedMap<String, String> kept = new TreeMap<>();
    int user = 0;
    for (Headers.Field field : headers.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.startsWith(USER)) {
        user += name.length() - USER.length() + field.value().length();
        kept.merge(name, field.value(), (a, b) -> a + "," + b);
      } else if (KEPT.contains(name)) {
        kept.put(name, field.value());
      }
    }
    if (user > MAX_USER_BYTES) {
      throw Refusal.badRequest(
          "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size.");
    }
    kept.computeIfPresent("content-encoding", (name, value) -> withoutTransferCoding(value));
    return compact(kept);
  }

  /// From a test, in any case of names.
  public static SortedMap<String, String> of(java.util.Map<String, String> headers) {
    SortedMap<String, String> kept = new TreeMap<>();
    headers.forEach((name, value) -> kept.put(name.toLowerCase(Locale.ROOT), value));
    return compact(kept);
  }

  static void addTo(Headers.Builder out, StoredObject object) {
    SortedMap<String, String> headers = object.headers();
    if (!headers.containsKey("content-type")) out.add("Content-Type", "binary/octet-stream");
    headers.forEach(
        (name, value) -> {
          boolean standard = name.equals("x-amz-storage-class") && value.equals("STANDARD");
          if (!standard) out.add(name, value);
        });
  }

  /// What thousands of objects without metadata share.
  private static SortedMap<String, String> compact(SortedMap<String, String> kept) {
    return kept.isEmpty() ? NONE : Collections.unmodifiableSortedMap(kept);
  }

  /// `aws-chunked` codes the transfer, not the object; null removes the entry.
  private static @org.jspecify.annotations.Nullable String withoutTransferCoding(String value) {
    String rest =
        Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(coding -> !coding.equals("aws-chunked"))
            .collect(Collectors.joining(","));
    return rest.isEmpty() ? null : rest;
  }
}
