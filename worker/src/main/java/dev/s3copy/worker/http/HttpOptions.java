// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where to connect, and with how many connections and threads.
///
/// @param endpoint scheme, host and port; nothing else of it is read
/// @param tls whom to believe to be the server; not read for plain HTTP
/// @param eventLoops native threads that read and write the sockets
/// @param maxConnections open at once; a request beyond that waits
/// @param stallTimeout longest time without a byte either way; also the time to connect
/// @param rules which addresses of the endpoint may be connected to
/// @param proxies on the way there; none is used where addresses are judged, as what a proxy
///     connects to cannot be seen from here
public record HttpOptions(
    URI endpoint,
    TlsOptions tls,
    int eventLoops,
    int maxConnections,
    Duration stallTimeout,
    EndpointRules rules,
    Proxies proxies) {

  public HttpOptions {
    if (endpoint.getHost() == null) {
      throw new IllegalArgumentException("endpoint without a host: " + endpoint);
    }
    if (eventLoops < 1 || maxConnections < 1) {
      throw new IllegalArgumentException("at least one event loop and one connection");
    }
    if (stallTimeout.isNegative() || stallTimeout.isZero()) {
      throw new IllegalArgumentException("stall timeout must be positive: " + stallTimeout);
    }
  }

  /// Without a proxy.
  HttpOptions(
      URI endpoint,
      @Nullable Path caBundle,
      int eventLoops,
      int maxConnections,
      Duration stallTimeout,
      EndpointRules rules) {
    this(
        endpoint,
        TlsOptions.trusting(caBundle),
        eventLoops,
        maxConnections,
        stallTimeout,
        rules,
        Proxies.NONE);
  }

  /// The proxy on the way; null for none.
  @Nullable URI proxy() {
    return rules.anywhere() ? proxies.toward(endpoint) : null;
  }

  /// Name or address of the server; IPv6 without its brackets.
  String host() {
    String host = endpoint.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  boolean secure() {
    return "https".equals(endpoint.getScheme());
  }
}
