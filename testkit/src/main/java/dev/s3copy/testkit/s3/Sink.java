// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import java.io.OutputStream;

/// Hands what is written to a digest.
final class Sink extends OutputStream {
  /// As the `update` of digests and checksums.
  interface Update {
    void update(byte[] bytes, int offset, int length);
  }

  private final Update update;

  Sink(Update update) {
    this.update = update;
  }

  @Override
  public void write(int b) {
    update.update(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    update.update(bytes, offset, length);
  }
}
