// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The body of one message. Its end is the end of this stream, never that of the connection; a
/// connection that closes before is an [EOFException], not an end.
public final class Body extends InputStream {
  /// How a message says where its body ends.
  public enum Framing {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  private final HttpInput in;
  private final Framing framing;

  /// Bytes left in the body, or in the current chunk; -1 before the first chunk.
  private long left;

  private boolean ended;

  private Body(HttpInput in, Framing framing, long left) {
    this.in = in;
    this.framing = framing;
    this.left = left;
    this.ended = framing == Framing.LENGTH && left == 0;
  }

  public static Body ofRequest(MessageHead head, HttpInput in) throws IOException {
    if (isChunked(head)) return new Body(in, Framing.CHUNKED, -1);
    return new Body(in, Framing.LENGTH, length(head, 0));
  }

  /// @param method of the request: what answers HEAD has no body
  public static Body ofResponse(MessageHead head, String method, HttpInput in) throws IOException {
    int status = head.status();
    if (method.equals("HEAD") || status == 204 || status == 304 || status < 200) {
      return new Body(in, Framing.LENGTH, 0);
    }
    if (isChunked(head)) return new Body(in, Framing.CHUNKED, -1);
    long length = length(head, -1);
    return length < 0
        ? new Body(in, Framing.UNTIL_CLOSE, Long.MAX_VALUE)
        : new Body(in, Framing.LENGTH, length);
  }

  public Framing framing() {
    return framing;
  }

  public boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) return 0;
    if (!ended && framing == Framing.CHUNKED && left <= 0) nextChunk();
    if (ended) return -1;
    int n = in.read(to, offset, (int) Math.min(length, left));
    if (n < 0) {
      if (framing != Framing.UNTIL_CLOSE) throw new EOFException("connection closed in a body");
      ended = true;
      return -1;
    }
    left -= n;
    if (left == 0 && framing == Framing.LENGTH) ended = true;
    return n;
  }

  private void nextChunk() throws IOException {
    if (left == 0) expectLine();
    String size = expectLine();
    int extension = size.indexOf(';');
    left = parse((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
    if (left > 0) return;
    while (!expectLine().isEmpty()) {}
    ended = true;
  }

  private String expectLine() throws IOException {
    String line = in.line();
    if (line == null) throw new EOFException("connection closed in a body");
    return line;
  }

  private static boolean isChunked(MessageHead head) {
    return head.headers().first("transfer-encoding", "").equalsIgnoreCase("chunked");
  }

  private static long length(MessageHead head, long absent) throws IOException {
    String length = head.headers().first("content-length");
    return length == null ? absent : parse(length, 10);
  }

  private static long parse(String number, int radix) throws IOException {
    try {
      return Long.parseUnsignedLong(number, radix);
    } catch (NumberFormatException e) {
      throw new IOException("malformed length " + number, e);
    }
  }
}
