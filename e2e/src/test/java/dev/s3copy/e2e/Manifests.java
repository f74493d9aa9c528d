// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.S3Server;

/// What users write.
final class Manifests {
  private Manifests() {}

  /// From `in/` to `out/` of one bucket, with the login in the Secret `keys`.
  static String prefixes(String name, Bucket bucket, S3Server server) {
    return prefixes(name, bucket, server, "");
  }

  /// @param more fields of the spec, each on a line of its own
  static String prefixes(String name, Bucket bucket, S3Server server, String more) {
    return copy(
        name,
        s3(bucket.name(), "in/", server, "keys"),
        s3(bucket.name(), "out/", server, "keys"),
        more);
  }

  /// @param source what stands behind `source:`
  static String copy(String name, String source, String destination, String more) {
    String spec =
        """
        apiVersion: s3copy.dev/v1alpha1
        kind: S3Copy
        metadata: {name: %s}
        spec:
          source: %s
          destination: %s
        """
            .formatted(name, source, destination);
    return spec + more.indent(2);
  }

  static String s3(String bucket, String prefix, S3Server server, String secret) {
    return s3(bucket, prefix, server.inside().endpoint().toString(), secret);
  }

  static String s3(String bucket, String prefix, String endpoint, String secret) {
    return """
    {s3: {bucket: %s, prefix: "%s", endpoint: "%s", region: us-east-1, \
    credentials: {secretName: %s}}}\
    """
        .formatted(bucket, prefix, endpoint, secret);
  }

  static String volume(String claim, String path) {
    return "{volume: {claimName: %s, path: \"%s\"}}".formatted(claim, path);
  }
}
