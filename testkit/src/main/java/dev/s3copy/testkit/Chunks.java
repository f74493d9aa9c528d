// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The chunked transfer coding, written.
final class Chunks {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST = {'0', '\r', '\n', '\r', '\n'};

  private Chunks() {}

  static void write(OutputStream out, byte[] bytes, int length) throws IOException {
    out.write(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
    out.write(LINE_END);
    out.write(bytes, 0, length);
    out.write(LINE_END);
  }

  static void end(OutputStream out) throws IOException {
    out.write(LAST);
  }
}
