// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import java.time.Instant;

/// The preconditions of HTTP, as S3 reads them.
final class Conditions {
  private static final String COPY_SOURCE = "x-amz-copy-source-";

  /// What the conditions of a read say.
  enum Outcome {
    GO_ON,
    NOT_MODIFIED,
    FAILED
  }

  private Conditions() {}

  static Outcome ofRead(Headers headers, StoredObject object) {
    return evaluate(headers, "", object);
  }

  /// A copy has no 304: what is not modified is refused like what does not match.
  static void ofCopySource(Headers headers, StoredObject object) throws Refusal {
    if (evaluate(headers, COPY_SOURCE, object) != Outcome.GO_ON) {
      throw Refusal.preconditionFailed("x-amz-copy-source condition");
    }
  }

  /// `If-None-Match: *`, `If-Match: "etag"` or none.
  static Bucket.Check ofWrite(Headers headers) throws Refusal {
    String none = headers.first("if-none-match");
    String match = headers.first("if-match");
    if (none != null && !none.equals("*")) {
      throw Refusal.of(501, "NotImplemented", "A write takes If-None-Match with * only.");
    }
    return present -> {
      if (none != null && present != null) throw Refusal.preconditionFailed("If-None-Match");
      if (match == null) return;
      if (present == null) throw Refusal.noSuchKey("");
      if (!matches(match, present.etag())) throw Refusal.preconditionFailed("If-Match");
    };
  }

  private static Outcome evaluate(Headers headers, String prefix, StoredObject object) {
    String match = headers.first(prefix + "if-match");
    if (match != null && !matches(match, object.etag())) return Outcome.FAILED;
    Instant unmodified = Times.parse(headers.first(prefix + "if-unmodified-since"));
    if (match == null && unmodified != null && modifiedAfter(object, unmodified)) {
      return Outcome.FAILED;
    }
    String none = headers.first(prefix + "if-none-match");
    if (none != null) return matches(none, object.etag()) ? Outcome.NOT_MODIFIED : Outcome.GO_ON;
    Instant modified = Times.parse(headers.first(prefix + "if-modified-since"));
    return modified != null && !modifiedAfter(object, modified)
        ? Outcome.NOT_MODIFIED
        : Outcome.GO_ON;
  }

  private static boolean modifiedAfter(StoredObject object, Instant time) {
    return object.modifiedMillis() > time.toEpochMilli();
  }

  private static boolean matches(String header, String etag) {
    for (String one : header.split(",", -1)) {
      String bare = unquoted(one.strip());
      if (bare.equals("*") || bare.equals(etag)) return true;
    }
    return false;
  }

  static String unquoted(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }
}
