// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.HttpOptions;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One endpoint with one set of credentials.
///
/// @param endpoint of the locations used over it, see [BucketAddress#endpoint]
/// @param tls whom to believe to be the server, beside the well-known authorities
/// @param eventLoops native threads for the sockets; as many as vCPUs
/// @param maxConnections open at once
/// @param stallTimeout longest time without a byte either way; server-side copies get
///     [#SLOW_FACTOR] times that
/// @param clock for signing
/// @param rules which addresses may be connected to; [EndpointRules#guarded] in a worker pod
/// @param proxies on the way; none is used where addresses are judged
public record S3ConnectionOptions(
    URI endpoint,
    String region,
    CredentialsSource credentials,
    TlsOptions tls,
    int eventLoops,
    int maxConnections,
    Duration stallTimeout,
    Clock clock,
    EndpointRules rules,
    Proxies proxies) {

  /// A connection without progress is cut within 30 s.
  public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

  /// A slow server sends nothing for minutes while it copies 5 GiB or puts 10 000 parts together.
  static final int SLOW_FACTOR = 20;

  /// Enough for a latency of 100 ms: each connection then carries ten requests a second.
  public static final int DEFAULT_MAX_CONNECTIONS = 256;

  /// Connects anywhere, without a proxy.
  public S3ConnectionOptions(
      URI endpoint,
      String region,
      CredentialsSource credentials,
      @Nullable Path caBundle,
      int eventLoops,
      int maxConnections,
      Duration stallTimeout,
      Clock clock) {
    this(
        endpoint,
        region,
        credentials,
        TlsOptions.trusting(caBundle),
        eventLoops,
        maxConnections,
        stallTimeout,
        clock,
        EndpointRules.ANYWHERE,
        Proxies.NONE);
  }

  public S3ConnectionOptions within(EndpointRules rules) {
    return new S3ConnectionOptions(
        endpoint,
        region,
        credentials,
        tls,
        eventLoops,
        maxConnections,
        stallTimeout,
        clock,
        rules,
        proxies);
  }

  /// The usual ones for a location.
  public static S3ConnectionOptions of(BucketAddress location, CredentialsSource credentials) {
    return new S3ConnectionOptions(
        location.endpoint(),
        location.region(),
        credentials,
        null,
        Runtime.getRuntime().availableProcessors(),
        DEFAULT_MAX_CONNECTIONS,
        DEFAULT_STALL_TIMEOUT,
        Clock.systemUTC());
  }

  HttpOptions http() {
    return new HttpOptions(endpoint, tls, eventLoops, maxConnections, stallTimeout, rules, proxies);
  }
}
