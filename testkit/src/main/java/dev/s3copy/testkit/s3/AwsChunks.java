// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Takes the `aws-chunked` coding off a body. The signature of the request is checked, those of the
/// chunks are not.
final class AwsChunks extends InputStream {
  private static final int MAX_LINE = 4 << 10;

  private final InputStream in;
  private final Headers.Builder trailers = Headers.builder();
  private long left;
  private boolean first = true;
  private boolean ended;

  AwsChunks(InputStream in) {
    this.in = new java.io.BufferedInputStream(in, 64 << 10);
  }

  /// Complete once the end was read.
  Headers trailers() {
    return trailers.build();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (left == 0 && !ended) nextChunk();
    if (ended) return -1;
    int n = in.read(to, offset, (int) Math.min(length, left));
    if (n < 0) throw new EOFException("aws-chunked body ends within a chunk");
    left -= n;
    return n;
  }

  private void nextChunk() throws IOException {
    if (!first) line();
    first = false;
    String head = line();
    int extension = head.indexOf(';');
    try {
      left = Long.parseUnsignedLong(extension < 0 ? head : head.substring(0, extension), 16);
    } catch (NumberFormatException e) {
      throw new IOException("malformed aws-chunked body", e);
    }
    if (left > 0) return;
    ended = true;
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) trailers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    while (in.read() >= 0) {}
  }

  /// Without its end; empty at the end of the body, where some clients leave the last line out.
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(100);
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') line.write(b);
      if (line.size() > MAX_LINE) throw new IOException("malformed aws-chunked body");
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
