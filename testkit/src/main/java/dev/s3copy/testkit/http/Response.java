// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// An answer with a body of known length.
public record Response(int status, Headers headers, Payload body) {
  /// What follows the head.
  public interface Payload {
    Payload EMPTY = of(new byte[0]);

    long length();

    void writeTo(OutputStream out) throws IOException;

    static Payload of(byte[] bytes) {
      return new Payload() {
        @Override
        public long length() {
          return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
          out.write(bytes);
        }
      };
    }
  }

  public static Response empty(int status, Headers headers) {
    return new Response(status, headers, Payload.EMPTY);
  }

  public static Response xml(int status, String document) {
    return xml(status, document.getBytes(StandardCharsets.UTF_8));
  }

  public static Response xml(int status, byte[] document) {
    Headers headers = Headers.builder().add("Content-Type", "application/xml").build();
    return new Response(status, headers, Payload.of(document));
  }

  public Response with(Headers more) {
    return new Response(status, Headers.builder().addAll(headers).addAll(more).build(), body);
  }

  /// @param bodyless the request was HEAD: the length is told, the body is not sent
  public void writeTo(OutputStream out, boolean bodyless, boolean keepAlive) throws IOException {
    Headers.Builder all = Headers.builder().addAll(headers);
    if (status != 204 && status != 304) all.add("Content-Length", Long.toString(body.length()));
    if (!keepAlive) all.add("Connection", "close");
    new MessageHead("HTTP/1.1 " + status + " " + reason(status), all.build()).writeTo(out);
    if (!bodyless && status != 204 && status != 304) body.writeTo(out);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 304 -> "Not Modified";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 412 -> "Precondition Failed";
      case 503 -> "Slow Down";
      default -> status < 400 ? "OK" : "Error";
    };
  }
}
