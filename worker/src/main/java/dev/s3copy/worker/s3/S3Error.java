// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.s3.text.HttpDates;
import dev.s3copy.worker.s3.text.MalformedReply;
import dev.s3copy.worker.s3.text.XmlText;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server answered instead of a result.
///
/// @param code the server's; derived from the status if it sent no document (HEAD never has one)
/// @param region where the server says the bucket is; empty where it says nothing
/// @param condition the header that did not hold, on a 412 of some servers; else empty
/// @param retryAfter how long the server asks to wait; zero where it says nothing
/// @param documented whether it came as a document of S3: what has none may be the answer of a
///     gateway in front of the server
record S3Error(
    int status,
    String code,
    String message,
    String requestId,
    String region,
    String condition,
    Duration retryAfter,
    boolean documented) {

  private static final String ROOT = "<Error";

  /// Longest texts taken from a server, in characters: failures are kept, reported and logged in
  /// great numbers.
  private static final int CODE = 128;

  private static final int ID = 256;
  private static final int MESSAGE = 1024;

  S3Error {
    code = cut(code, CODE);
    message = cut(message, MESSAGE);
    requestId = cut(requestId, ID);
    region = cut(region, CODE);
    condition = cut(condition, CODE);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + '…';
  }

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /// The error in an answer; null if the answer is a result.
  static @Nullable S3Error in(S3Operation operation, HttpReply reply) {
    if (reply.successful() && !(operation.resultInBody() && hasDocument(reply))) return null;
    boolean documented = hasDocument(reply);
    String code = documented ? text(reply, "Code") : "";
    String region = documented ? text(reply, "Region") : "";
    String id = reply.header("x-amz-request-id");
    return new S3Error(
        reply.status(),
        code.isEmpty() ? codeOf(reply) : code,
        documented ? message(reply) : "",
        id.isEmpty() && documented ? text(reply, "RequestId") : id,
        region.isEmpty() ? reply.header("x-amz-bucket-region") : region,
        documented ? text(reply, "Condition") : "",
        retryAfter(reply),
        documented);
  }

  /// Whether its text names something, such as a header.
  boolean mentions(String text) {
    return message.toLowerCase(Locale.ROOT).contains(text);
  }

  /// In seconds, or as a time on the server's own clock (RFC 9110, 10.2.3).
  private static Duration retryAfter(HttpReply reply) {
    String text = reply.header("retry-after").strip();
    if (SECONDS.matcher(text).matches()) return Duration.ofSeconds(Long.parseLong(text));
    Instant then = HttpDates.parse(text);
    Instant now = HttpDates.parse(reply.header("date"));
    if (then == null || now == null || then.isBefore(now)) return Duration.ZERO;
    return Duration.between(now, then);
  }

  private static boolean hasDocument(HttpReply reply) {
    return XmlText.contains(reply.body(), reply.bodyLength(), ROOT);
  }

  /// S3 names the header that it does not know in an element of its own.
  private static String message(HttpReply reply) {
    String header = text(reply, "Header");
    String message = text(reply, "Message");
    return header.isEmpty() ? message : message + " (" + header + ")";
  }

  private static String text(HttpReply reply, String element) {
    try {
      String text = XmlText.first(reply.body(), reply.bodyLength(), element);
      return text == null ? "" : text.strip();
    } catch (MalformedReply e) {
      return "";
    }
  }

  private static String codeOf(HttpReply reply) {
    String minio = reply.header("x-minio-error-code");
    if (!minio.isEmpty()) return minio;
    return switch (reply.status()) {
      case 301 -> "PermanentRedirect";
      case 302, 307, 308 -> "Redirect";
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "AccessDenied";
      case 404 -> "NotFound";
      case 405 -> "MethodNotAllowed";
      case 409 -> "Conflict";
      case 412 -> "PreconditionFailed";
      case 416 -> "InvalidRange";
      case 429 -> "TooManyRequests";
      case 500 -> "InternalError";
      case 501 -> "NotImplemented";
      case 503 -> "ServiceUnavailable";
      default -> "Http" + reply.status();
    };
  }
}
