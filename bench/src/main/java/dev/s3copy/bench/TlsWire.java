// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/// TLS by the JDK's engine. The handshake happens inside of reads; its tasks run in the event loop.
final class TlsWire implements Wire {
  /// Records sent with one call.
  private static final int RECORDS = 8;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final int record;

  /// Both always ready to be read, except while they are filled.
  private final ByteBuffer sealedIn;

  private final ByteBuffer sealedOut;

  /// Decrypted and not yet read.
  private final ByteBuffer opened;

  TlsWire(SocketChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    record = engine.getSession().getPacketBufferSize();
    sealedIn = ByteBuffer.allocateDirect(2 * record).flip();
    sealedOut = ByteBuffer.allocateDirect(RECORDS * record).flip();
    opened = ByteBuffer.allocateDirect(engine.getSession().getApplicationBufferSize()).flip();
  }

  @Override
  public SocketChannel channel() {
    return channel;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!opened.hasRemaining() && !open() && !fill()) return -1;
    int n = Math.min(into.remaining(), opened.remaining());
    into.put(opened.slice(opened.position(), n));
    opened.position(opened.position() + n);
    return n;
  }

  @Override
  public long write(ByteBuffer... from) throws IOException {
    long taken = 0;
    while (flush()) {
      sealedOut.clear();
      long before = taken;
      while (sealedOut.remaining() >= record && isAnythingIn(from)) {
        taken += engine.wrap(from, sealedOut).bytesConsumed();
      }
      sealedOut.flip();
      if (taken == before) break;
    }
    return taken;
  }

  @Override
  public boolean flush() throws IOException {
    if (sealedOut.hasRemaining()) channel.write(sealedOut);
    return !sealedOut.hasRemaining();
  }

  @Override
  public boolean holdsMore() throws IOException {
    return opened.hasRemaining() || (sealedIn.hasRemaining() && open());
  }

  private static boolean isAnythingIn(ByteBuffer[] from) {
    for (ByteBuffer buffer : from) if (buffer.hasRemaining()) return true;
    return false;
  }

  /// Reads the socket until there is something to read or nothing comes. False at the end.
  private boolean fill() throws IOException {
    while (!opened.hasRemaining()) {
      sealedIn.compact();
      int n = channel.read(sealedIn);
      sealedIn.flip();
      if (n < 0) return false;
      boolean any = open();
      if (engine.isInboundDone()) return any;
      if (n == 0) return true;
    }
    return true;
  }

  /// Decrypts one record of data, and all of a handshake that is there.
  private boolean open() throws IOException {
    opened.clear();
    boolean goesOn = true;
    while (goesOn && opened.position() == 0) {
      goesOn =
          switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> answerHandshake();
            default -> {
              SSLEngineResult result = engine.unwrap(sealedIn, opened);
              yield result.getStatus() == Status.OK
                  && (result.bytesConsumed() > 0
                      || result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING);
            }
          };
    }
    opened.flip();
    return opened.hasRemaining();
  }

  private boolean runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
    return true;
  }

  private boolean answerHandshake() throws IOException {
    if (sealedOut.hasRemaining()) flush();
    sealedOut.compact();
    SSLEngineResult result = engine.wrap(NOTHING, sealedOut);
    sealedOut.flip();
    flush();
    return result.getStatus() == Status.OK;
  }
}
