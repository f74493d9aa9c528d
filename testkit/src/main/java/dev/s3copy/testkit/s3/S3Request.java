// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.MessageHead;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request as S3 understands it, without its body.
public record S3Request(String method, Target target, Headers headers, S3Operation operation) {

  public static S3Request of(MessageHead head) {
    Target target = Target.parse(head.target());
    boolean copies = head.headers().has("x-amz-copy-source");
    String method = head.method();
    return new S3Request(method, target, head.headers(), S3Operation.of(method, target, copies));
  }

  public String bucket() {
    return target.bucket();
  }

  public Key key() {
    return target.key();
  }

  Query query() {
    return target.query();
  }

  /// Whether it has a header whose name begins so.
  public boolean hasHeader(String start) {
    return headers.fields().stream()
        .anyMatch(field -> field.name().toLowerCase(Locale.ROOT).startsWith(start));
  }

  @Nullable String header(String name) {
    return headers.first(name);
  }
}
