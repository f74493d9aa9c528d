// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where to connect, and with how many connections and threads.
///
/// @param endpoint scheme, host and port; nothing else of it is read
/// @param caBundle a PEM file that replaces the system's trust store; null keeps the system's
/// @param eventLoops native threads that read and write the sockets
/// @param maxConnections open at once; a request beyond that waits
/// @param stallTimeout longest time without a byte either way; also the time to connect
/// @param rules which addresses of the endpoint may be connected to
public record HttpOptions(
    URI endpoint,
    @Nullable Path caBundle,
    int eventLoops,
    int maxConnections,
    Duration stallTimeout,
    EndpointRules rules) {

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

  /// Name or address of the server; IPv6 without its brackets.
  String host() {
    String host = endpoint.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  boolean secure() {
    return "https".equals(endpoint.getScheme());
  }
}
