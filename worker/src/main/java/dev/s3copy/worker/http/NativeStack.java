// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.http.HttpProxyEnvironmentVariableSetting;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/// The native objects behind one endpoint. All of them must be closed: an event loop left open
/// makes the native exit handler spin for about a second.
final class NativeStack implements AutoCloseable {
  /// Connections on their way out still count, and must not keep new ones from opening.
  private static final int CLOSING_FACTOR = 2;

  private static final int CLOSING_EXTRA = 16;

  /// Addresses kept per name: S3 answers with up to 8 at a time and changes them.
  private static final int MAX_ADDRESSES = 64;

  private static final long CLOSE_SECONDS = 10;

  private final EventLoopGroup loops;
  private final HostResolver resolver;
  private final ClientBootstrap bootstrap;
  private final SocketOptions socketOptions;
  private final @Nullable TlsContext tls;
  private final HttpClientConnectionManager manager;
  private boolean closed;

  NativeStack(HttpOptions options) {
    tls = options.secure() ? tlsContext(options) : null;
    loops = new EventLoopGroup(options.eventLoops());
    resolver = new HostResolver(loops, MAX_ADDRESSES);
    bootstrap = new ClientBootstrap(loops, resolver);
    socketOptions = new SocketOptions();
    socketOptions.connectTimeoutMs = (int) options.stallTimeout().toMillis();
    manager = HttpClientConnectionManager.create(managerOptions(options));
  }

  private static TlsContext tlsContext(HttpOptions options) {
    try (TlsContextOptions tlsOptions =
        TlsContextOptions.createDefaultClient()
            .withMinimumTlsVersion(TlsContextOptions.TlsVersions.TLSv1_2)) {
      if (options.caBundle() != null) {
        tlsOptions.overrideDefaultTrustStoreFromPath(null, options.caBundle().toString());
      }
      return new TlsContext(tlsOptions);
    }
  }

  private HttpClientConnectionManagerOptions managerOptions(HttpOptions options) {
    HttpClientConnectionManagerOptions out =
        new HttpClientConnectionManagerOptions()
            .withClientBootstrap(bootstrap)
            .withSocketOptions(socketOptions)
            .withUri(options.endpoint())
            .withMaxConnections(CLOSING_FACTOR * options.maxConnections() + CLOSING_EXTRA);
    if (tls != null) {
      // A proxy from the environment tunnels TLS; plain requests never go through one.
      out.withTlsContext(tls)
          .withProxyEnvironmentVariableSetting(new HttpProxyEnvironmentVariableSetting());
    }
    return out;
  }

  /// Synchronized with closing: native code does not survive a call on a closed manager.
  synchronized CompletableFuture<HttpClientConnection> acquire() {
    if (closed) throw new IllegalStateException("closed");
    return manager.acquireConnection();
  }

  private synchronized boolean closeManager() {
    if (closed) return false;
    closed = true;
    manager.close();
    return true;
  }

  @Override
  public void close() {
    if (!closeManager()) return;
    await(manager.getShutdownCompleteFuture());
    bootstrap.close();
    await(bootstrap.getShutdownCompleteFuture());
    resolver.close();
    socketOptions.close();
    if (tls != null) tls.close();
    loops.close();
    await(loops.getShutdownCompleteFuture());
  }

  private static void await(Future<?> shutdown) {
    try {
      shutdown.get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Nothing to be done at exit; the process ends a little later.
      return;
    }
  }
}
