// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where one bucket is reached.
///
/// @param endpoint scheme, host, port and perhaps a path that requests for this bucket go to;
///     unless `pathStyle`, the host starts with the bucket's name
/// @param pathStyle whether the bucket's name is the first segment of the path
public record BucketAddress(URI endpoint, String region, String bucket, boolean pathStyle) {
  /// The region of every server that knows none, and of AWS where nothing else is said.
  public static final String DEFAULT_REGION = "us-east-1";

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  public BucketAddress {
    if (bucket.isEmpty()) throw new IllegalArgumentException("bucket without a name");
    if (region.isEmpty()) throw new IllegalArgumentException("region without a name");
    if (endpoint.getHost() == null) {
      throw new IllegalArgumentException("endpoint without a host: " + endpoint);
    }
  }

  /// Finds where a bucket is reached: at the endpoint given, or where AWS has it.
  ///
  /// @param endpoint null for AWS
  /// @param region null for [#DEFAULT_REGION]
  /// @param pathStyle null for path style at an endpoint given and AWS's own choice at AWS
  public static BucketAddress resolve(
      @Nullable URI endpoint, @Nullable String region, String bucket, @Nullable Boolean pathStyle) {
    String where = region == null || region.isEmpty() ? DEFAULT_REGION : region;
    if (endpoint == null) return AwsEndpoints.locate(where, bucket, Boolean.TRUE.equals(pathStyle));
    boolean inPath = pathStyle == null || pathStyle || isAddress(endpoint);
    URI base = base(endpoint, inPath ? "" : bucket + ".");
    return new BucketAddress(base, where, bucket, inPath);
  }

  /// A numeric address cannot begin with a bucket's name.
  private static boolean isAddress(URI endpoint) {
    String host = endpoint.getHost();
    return host != null && (host.startsWith("[") || host.matches("[0-9.]+"));
  }

  private static URI base(URI endpoint, String hostStart) {
    String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
    while (path.endsWith("/")) path = path.substring(0, path.length() - 1);
    return URI.create(endpoint.getScheme() + "://" + hostStart + endpoint.getRawAuthority() + path);
  }

  /// What the path of every request begins with, percent-encoded; mostly empty.
  String basePath() {
    String path = endpoint.getRawPath();
    return path == null ? "" : path;
  }

  /// Whether one server can copy from here to there by itself.
  public boolean sameStore(BucketAddress other) {
    return region.equals(other.region) && store().equals(other.store());
  }

  private String store() {
    String host = endpoint.getHost().toLowerCase(Locale.ROOT);
    String shared = pathStyle ? host : host.substring(Math.min(host.length(), bucket.length() + 1));
    return endpoint.getScheme() + "://" + shared + ":" + port() + basePath();
  }

  /// Whether AWS has the bucket, and no other server.
  public boolean ofAws() {
    String host = endpoint.getHost().toLowerCase(Locale.ROOT);
    return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
  }

  int port() {
    if (endpoint.getPort() > 0) return endpoint.getPort();
    return secure() ? HTTPS_PORT : HTTP_PORT;
  }

  /// Whether nobody on the way can read what is sent.
  public boolean keepsSecrets() {
    String host = endpoint.getHost();
    return secure() || host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
  }

  boolean secure() {
    return "https".equals(endpoint.getScheme());
  }

  /// The Host header: without the port where it is the scheme's own.
  String hostHeader() {
    boolean usual = port() == (secure() ? HTTPS_PORT : HTTP_PORT);
    return usual ? endpoint.getHost() : endpoint.getHost() + ":" + port();
  }
}
