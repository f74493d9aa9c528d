// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The bytes of one connection as they arrive: lines of a message head, then body bytes.
public final class HttpInput {
  private static final int BUFFER = 16 << 10;

  /// Longer than any line S3 sends: a key of 1024 bytes is 3072 once encoded.
  private static final int MAX_LINE = 64 << 10;

  private static final int MAX_FIELDS = 500;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  public HttpInput(InputStream in) {
    this.in = in;
  }

  /// The next message head; null where the peer closed the connection between two messages.
  public @Nullable MessageHead head() throws IOException {
    String start = line();
    while (start != null && start.isEmpty()) start = line();
    if (start == null) return null;
    Headers.Builder headers = Headers.builder();
    for (int count = 0; ; count++) {
      String line = line();
      if (line == null) throw new EOFException("connection closed within a message head");
      if (line.isEmpty()) return new MessageHead(start, headers.build());
      int colon = line.indexOf(':');
      if (colon <= 0 || count == MAX_FIELDS) throw new IOException("malformed message head");
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  /// A line without its end, as ISO-8859-1; null at the end of the stream.
  @Nullable String line() throws IOException {
    StringBuilder head = null;
    while (true) {
      if (position == limit && !fill()) {
        if (head == null) return null;
        throw new EOFException("connection closed within a line");
      }
      int start = position;
      while (position < limit && buffer[position] != '\n') position++;
      String piece = new String(buffer, start, position - start, StandardCharsets.ISO_8859_1);
      boolean whole = position < limit;
      if (whole) position++;
      if (head != null || !whole) {
        head = (head == null ? new StringBuilder() : head).append(piece);
        if (head.length() > MAX_LINE) throw new IOException("line too long");
      }
      if (whole) return withoutReturn(head == null ? piece : head.toString());
    }
  }

  /// Like [InputStream#read(byte\[\], int, int)]; large reads go past the buffer.
  int read(byte[] to, int offset, int length) throws IOException {
    if (position == limit) {
      if (length >= BUFFER) return in.read(to, offset, length);
      if (!fill()) return -1;
    }
    int n = Math.min(length, limit - position);
    System.arraycopy(buffer, position, to, offset, n);
    position += n;
    return n;
  }

  private boolean fill() throws IOException {
    int n = in.read(buffer, 0, BUFFER);
    position = 0;
    limit = Math.max(n, 0);
    return n > 0;
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }
}
