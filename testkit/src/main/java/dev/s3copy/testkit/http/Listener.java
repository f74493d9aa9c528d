// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// Accepts connections, one virtual thread each, until closed.
public final class Listener implements AutoCloseable {
  /// Serves one connection to its end; the socket is closed afterwards.
  public interface Service {
    void serve(Socket socket) throws IOException;
  }

  private static final int BACKLOG = 1024;
  private static final long RETRY_NANOS = 1_000_000;

  private final ServerSocket server;
  private final Service service;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Listener(ServerSocket server, Service service) {
    this.server = server;
    this.service = service;
  }

  /// On 127.0.0.1.
  ///
  /// @param port 0 for any free one
  public static Listener start(int port, String name, Service service) {
    try {
      return start(new InetSocketAddress(loopback(), port), name, service);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  public static Listener start(InetSocketAddress address, String name, Service service) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(address, BACKLOG);
      Listener listener = new Listener(server, service);
      Thread.ofVirtual().name(name).start(listener::accept);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  public static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
        if (server.isClosed()) socket.close();
      } catch (IOException e) {
        // The listener was closed, or a connection was gone before it was accepted, or no
        // descriptor is free just now.
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      service.serve(socket);
    } catch (IOException expected) {
      // The peer went away, or close() cut it off. That does not concern other connections.
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    open.forEach(Listener::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception ignored) {
      // Closing is all that is wanted of it.
    }
  }
}
