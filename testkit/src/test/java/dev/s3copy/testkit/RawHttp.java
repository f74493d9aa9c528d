// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A few lines of HTTP of the tests' own, unsigned: sends any target byte for byte and shows
/// exactly what came back.
final class RawHttp implements AutoCloseable {
  private final URI endpoint;
  private final Socket socket;

  RawHttp(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setSoTimeout(20_000);
  }

  static final class Answer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Answer(int status, Map<String, String> headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    int status() {
      return status;
    }

    Map<String, String> headers() {
      return headers;
    }

    byte[] body() {
      return body;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  Answer request(String method, String target, String... headers) throws IOException {
    return request(method, target, new byte[0], headers);
  }

  Answer request(String method, String target, byte[] body, String... headers) throws IOException {
    send(method, target, body, headers);
    return answer(method);
  }

  void send(String method, String target, byte[] body, String... headers) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    String head = method + " " + target + " HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\n";
    for (String header : headers) head += header + "\r\n";
    head += "Content-Length: " + body.length + "\r\n\r\n";
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    OutputStream out = socket.getOutputStream();
    request.writeTo(out);
    out.flush();
  }

  Answer answer(String method) throws IOException {
    InputStream in = socket.getInputStream();
    String start = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(start.substring(9, 12));
    long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
    boolean bodyless = method.equals("HEAD") || status == 304 || status == 204 || status == 100;
    return new Answer(status, headers, bodyless ? new byte[0] : in.readNBytes((int) length));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) throw new IOException("connection closed");
      if (b != '\r') line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
