// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One thread and its connections.
final class EventLoop implements Runnable {
  private static final int SCRATCH = 512 * 1024;

  /// The selector waits for whole milliseconds: what is due within half of one is due.
  private static final long NEAR_NANOS = 500_000;

  private record Delayed(long dueNanos, Connection connection) implements Comparable<Delayed> {
    @Override
    public int compareTo(Delayed other) {
      return Long.signum(dueNanos - other.dueNanos);
    }
  }

  private final Store store;
  private final Selector selector;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final Queue<Wire> arrivals = new ConcurrentLinkedQueue<>();

  private final Queue<Delayed> delayed = new PriorityQueue<>();

  EventLoop(Store store) throws IOException {
    this.store = store;
    this.selector = Selector.open();
  }

  void adopt(Wire wire) {
    arrivals.add(wire);
    selector.wakeup();
  }

  ByteBuffer scratch() {
    return scratch.clear();
  }

  void later(long dueNanos, Connection connection) {
    delayed.add(new Delayed(dueNanos, connection));
  }

  @Override
  public void run() {
    try {
      while (true) {
        turn();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the event loop died", e);
    }
  }

  private void turn() throws IOException {
    Delayed next = delayed.peek();
    long wait = next == null ? 0 : next.dueNanos() - System.nanoTime();
    if (next != null && wait <= NEAR_NANOS) selector.selectNow(this::serve);
    else selector.select(this::serve, TimeUnit.NANOSECONDS.toMillis(wait + NEAR_NANOS));
    register();
    long now = System.nanoTime() + NEAR_NANOS;
    for (Delayed due = delayed.peek();
        due != null && due.dueNanos() - now <= 0;
        due = delayed.peek()) {
      delayed.remove();
      guarded(due.connection(), Connection::answerNow);
    }
  }

  private void serve(SelectionKey key) {
    if (!(key.attachment() instanceof Connection connection)) return;
    guarded(connection, key.isWritable() ? Connection::onWritable : Connection::onReadable);
  }

  private interface Step {
    void run(Connection connection) throws IOException;
  }

  /// A connection that breaks ends alone; a request that cannot be understood ends its connection.
  private static void guarded(Connection connection, Step step) {
    try {
      step.run(connection);
    } catch (IOException | RuntimeException e) {
      if (e instanceof RuntimeException) System.err.println("SyntheticS3: " + e);
      closeQuietly(connection);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (IOException ignored) {
      // It is gone either way.
    }
  }

  private void register() throws IOException {
    for (@Nullable Wire wire = arrivals.poll(); wire != null; wire = arrivals.poll()) {
      wire.channel().configureBlocking(false);
      wire.channel().setOption(StandardSocketOptions.TCP_NODELAY, true);
      SelectionKey key = wire.channel().register(selector, SelectionKey.OP_READ);
      key.attach(new Connection(wire, key, this, store));
    }
  }
}
