// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Lines waiting to be written; guarded by its owner's lock.
final class LineBuffer {
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void addLine(String line) {
    bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    bytes.write('\n');
  }

  int size() {
    return bytes.size();
  }

  byte[] takeLines() {
    if (bytes.size() == 0) return new byte[0];
    byte[] taken = bytes.toByteArray();
    bytes = new ByteArrayOutputStream();
    return taken;
  }
}
