// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// What carries a connection's bytes, encrypted or not. Never blocks.
interface Wire {
  SocketChannel channel();

  /// Bytes read, 0 when there are none yet, -1 at the end.
  int read(ByteBuffer into) throws IOException;

  /// Takes what it can, from all buffers in turn. Returns the bytes taken.
  long write(ByteBuffer... from) throws IOException;

  /// Whether all that was taken has left; tries to make it so.
  boolean flush() throws IOException;

  /// Whether the next read has something without anything new at the socket.
  boolean holdsMore() throws IOException;

  /// The socket as it is.
  record Plain(SocketChannel channel) implements Wire {
    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public long write(ByteBuffer... from) throws IOException {
      return from.length == 1 ? channel.write(from[0]) : channel.write(from);
    }

    @Override
    public boolean flush() {
      return true;
    }

    @Override
    public boolean holdsMore() {
      return false;
    }
  }
}
