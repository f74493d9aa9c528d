// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The head of one HTTP request, already taken apart; bucket and key as in [Names].
final class Request {
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  final String method;
  final String bucket;
  final String key;
  final Map<String, String> query;
  private final Map<Header, String> headers;

  private Request(String method, String target, Map<Header, String> headers) {
    this.method = method;
    this.headers = headers;
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    int slash = path.indexOf('/', 1);
    bucket = path.substring(1, slash < 0 ? path.length() : slash);
    key = slash < 0 ? "" : Names.percentDecoded(path.substring(slash + 1), false);
    query = question < 0 ? Map.of() : parseQuery(target.substring(question + 1));
  }

  /// Index just behind the blank line that ends a head, or -1 while it is not all there.
  static int endOfHead(byte[] in, int length) {
    for (int i = END.length; i <= length; i++) {
      if (in[i - 1] == '\n' && Arrays.equals(in, i - END.length, i, END, 0, END.length)) return i;
    }
    return -1;
  }

  static Request parse(byte[] in, int end) {
    int lineEnd = indexOf(in, 0, end, '\r');
    int space = indexOf(in, 0, lineEnd, ' ');
    int secondSpace = indexOf(in, space + 1, lineEnd, ' ');
    Map<Header, String> headers = new EnumMap<>(Header.class);
    for (int at = lineEnd + 2; at < end - 2; ) {
      int stop = indexOf(in, at, end, '\r');
      int colon = indexOf(in, at, stop, ':');
      Header header = Header.named(in, at, colon);
      if (header != null) headers.put(header, text(in, colon + 1, stop).strip());
      at = stop + 2;
    }
    return new Request(text(in, 0, space), text(in, space + 1, secondSpace), headers);
  }

  @Nullable String header(Header header) {
    return headers.get(header);
  }

  boolean has(String parameter) {
    return query.containsKey(parameter);
  }

  String parameter(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  long contentLength() {
    String length = header(Header.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length);
  }

  boolean isAwsChunked() {
    String sha256 = header(Header.CONTENT_SHA256);
    return sha256 != null && sha256.startsWith("STREAMING-");
  }

  boolean expectsContinue() {
    return header(Header.EXPECT) != null;
  }

  boolean closes() {
    return "close".equalsIgnoreCase(header(Header.CONNECTION));
  }

  private static Map<String, String> parseQuery(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.put(Names.percentDecoded(name, true), Names.percentDecoded(value, true));
    }
    return query;
  }

  private static String text(byte[] in, int from, int to) {
    return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(byte[] in, int from, int to, char c) {
    for (int i = from; i < to; i++) if (in[i] == c) return i;
    return to;
  }
}
