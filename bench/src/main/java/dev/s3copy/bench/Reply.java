// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// One answer: a head, then either bytes ([#body]) or generated content. Reused by a connection.
final class Reply {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
  private static final int SMALL = 1024;

  private final Pattern pattern;
  private final Bytes head = new Bytes(SMALL);

  /// What goes out behind the head when no generated content does.
  final Bytes body = new Bytes(SMALL);

  private long number;
  private long offset;
  private long left;
  private boolean withoutBody;
  private long id;
  private @Nullable ByteBuffer waiting;

  /// Whether the connection ends with this answer.
  boolean closes;

  Reply(Pattern pattern) {
    this.pattern = pattern;
  }

  void reset(long requestId, boolean isHead) {
    head.clear();
    body.clear();
    left = 0;
    closes = false;
    withoutBody = isHead;
    waiting = null;
    id = requestId;
  }

  /// Starts the head. Further headers may follow, then exactly one of [#end] and [#content].
  Reply status(int status) {
    head.add("HTTP/1.1 ").add(status).add(" ").add(reason(status));
    head.add("\r\nServer: SyntheticS3\r\nx-amz-request-id: ").add(id);
    head.add("\r\nDate: ").add(HttpClock.now()).add("\r\n");
    return this;
  }

  Reply header(String name, String value) {
    head.add(name).add(": ").add(value).add("\r\n");
    return this;
  }

  /// The head ends here; [#body] is complete.
  void end() {
    head.add("Content-Length: ").add(body.size()).add("\r\n\r\n");
  }

  /// The head of a 204 or 304 ends here.
  void endWithoutBody() {
    head.add("\r\n");
  }

  void content(long number, long offset, long length) {
    head.add("Content-Length: ").add(length).add("\r\n\r\n");
    this.number = number;
    this.offset = offset;
    this.left = length;
  }

  void xml(int status) {
    status(status).header("Content-Type", "application/xml").end();
  }

  void error(int status, String code, String message) {
    body.clear();
    body.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>").add(code);
    body.add("</Code><Message>").add(message).add("</Message><RequestId>").add(id);
    body.add("</RequestId></Error>");
    xml(status);
  }

  /// Keeps only the first half of what follows the head and closes: a body cut on the way.
  void cut() {
    left /= 2;
    byte[] whole = body.toArray();
    body.clear();
    body.add(ByteBuffer.wrap(whole, 0, whole.length / 2));
    closes = true;
  }

  /// Writes what the wire takes, of content `most` bytes. Returns the bytes written, and [#done]
  /// tells whether all went.
  long writeTo(Wire wire, long most) throws IOException {
    long written = 0;
    long content = Math.min(left, most);
    if (waiting == null) {
      if (!withoutBody) head.add(body.buffer());
      else left = 0;
      waiting = head.buffer();
      content = Math.min(left, most);
      if (left > 0) {
        ByteBuffer slice = pattern.slice(number, offset, content);
        written += wire.write(waiting, slice);
        content -= advance(slice.position());
      }
    }
    while (waiting.hasRemaining()) {
      long n = wire.write(waiting);
      if (n == 0) return written;
      written += n;
    }
    while (content > 0) {
      long n = wire.write(pattern.slice(number, offset, content));
      if (n == 0) return written;
      content -= advance(n);
      written += n;
    }
    return written;
  }

  boolean done() {
    return waiting != null && !waiting.hasRemaining() && left == 0;
  }

  private long advance(long n) {
    offset += n;
    left -= n;
    return n;
  }

  static String httpDate(long epochSecond) {
    return HTTP_DATE.format(Instant.ofEpochSecond(epochSecond));
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 304 -> "Not Modified";
      case 404 -> "Not Found";
      case 412 -> "Precondition Failed";
      case 416 -> "Requested Range Not Satisfiable";
      case 503 -> "Slow Down";
      default -> "Status";
    };
  }
}
