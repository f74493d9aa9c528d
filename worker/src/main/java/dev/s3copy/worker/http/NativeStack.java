// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsConnectionOptions;
import software.amazon.awssdk.crt.io.TlsContext;

/// The native objects behind one endpoint. All of them must be closed: an event loop left open
/// makes the native exit handler spin for about a second.
final class NativeStack implements AutoCloseable {
  /// Connections that are being closed still count, and must not keep new ones from opening.
  private static final int CLOSING_FACTOR = 2;

  private static final int CLOSING_EXTRA = 16;

  /// Hosts remembered: S3 answers with up to 8 addresses at a time and changes them. Those that
  /// somebody is just connecting to are kept beyond that.
  static final int MAX_HOSTS = 64;

  private static final long CLOSE_SECONDS = 10;

  private final EventLoopGroup loops;
  private final HostResolver resolver;
  private final ClientBootstrap bootstrap;
  private final SocketOptions socketOptions;
  private final @Nullable TlsContext tls;
  private final @Nullable TlsConnectionOptions serverName;
  private final @Nullable ProxySettings proxy;
  private final HttpOptions options;

  /// By the host that is connected to, last used last.
  private final SequencedMap<String, Host> hosts = new LinkedHashMap<>(MAX_HOSTS, 1, true);

  private boolean closed;

  /// @param connecting how many wait for a connection; closing the manager would fail them
  private record Host(HttpClientConnectionManager manager, AtomicInteger connecting) {
    CompletableFuture<HttpClientConnection> acquire() {
      connecting.incrementAndGet();
      CompletableFuture<HttpClientConnection> pending = manager.acquireConnection();
      var _ = pending.whenComplete((_, _) -> connecting.decrementAndGet());
      return pending;
    }
  }

  /// @throws TransportException where the files for TLS cannot be used
  NativeStack(HttpOptions options) throws TransportException {
    this.options = options;
    proxy = ProxySettings.of(options);
    tls = options.secure() ? TlsFiles.context(options.tls()) : null;
    // Otherwise native code stops answering as soon as the process begins to exit, and a thread
    // that waits for an answer of a request in flight waits for ever.
    CRT.acquireShutdownRef();
    serverName = tls == null ? null : new TlsConnectionOptions(tls).withServerName(options.host());
    loops = new EventLoopGroup(options.eventLoops());
    resolver = new HostResolver(loops, MAX_HOSTS);
    bootstrap = new ClientBootstrap(loops, resolver);
    socketOptions = new SocketOptions();
    socketOptions.connectTimeoutMs = (int) options.stallTimeout().toMillis();
  }

  private HttpClientConnectionManager manager(String host) {
    HttpClientConnectionManagerOptions out =
        new HttpClientConnectionManagerOptions()
            .withClientBootstrap(bootstrap)
            .withSocketOptions(socketOptions)
            .withUri(uri(host))
            .withMaxConnections(CLOSING_FACTOR * options.maxConnections() + CLOSING_EXTRA);
    if (serverName != null) out.withTlsConnectionOptions(serverName);
    if (proxy != null) out.withProxyOptions(proxy.options());
    return HttpClientConnectionManager.create(out);
  }

  private URI uri(String host) {
    String authority = host.contains(":") ? '[' + host + ']' : host;
    int port = options.endpoint().getPort();
    return URI.create(
        options.endpoint().getScheme() + "://" + authority + (port < 0 ? "" : ":" + port));
  }

  /// Connects to this host. TLS and the server still see the endpoint's name.
  ///
  /// Synchronized with closing: native code does not survive a call on a closed manager.
  ///
  /// @param host the endpoint's own, or one of its addresses
  synchronized CompletableFuture<HttpClientConnection> acquire(String host) {
    if (closed) throw new IllegalStateException("closed");
    Host known = hosts.get(host);
    if (known == null) {
      forgetOne();
      known = new Host(manager(host), new AtomicInteger());
      hosts.put(host, known);
    }
    return known.acquire();
  }

  private void forgetOne() {
    if (hosts.size() < MAX_HOSTS) return;
    for (Iterator<Host> oldest = hosts.values().iterator(); oldest.hasNext(); ) {
      Host host = oldest.next();
      if (host.connecting.get() > 0) continue;
      oldest.remove();
      host.manager.close();
      return;
    }
  }

  private synchronized boolean closeManagers() {
    if (closed) return false;
    closed = true;
    hosts.values().forEach(host -> host.manager.close());
    return true;
  }

  @Override
  public void close() {
    if (!closeManagers()) return;
    hosts.values().forEach(host -> await(host.manager.getShutdownCompleteFuture()));
    bootstrap.close();
    await(bootstrap.getShutdownCompleteFuture());
    resolver.close();
    socketOptions.close();
    if (serverName != null) serverName.close();
    if (tls != null) tls.close();
    if (proxy != null) proxy.close();
    loops.close();
    await(loops.getShutdownCompleteFuture());
    CRT.releaseShutdownRef();
  }

  private static void await(Future<?> shutdown) {
    try {
      shutdown.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Nothing can be done about it at exit; the process just ends a little later.
      return;
    }
  }
}
