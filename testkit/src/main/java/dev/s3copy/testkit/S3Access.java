// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import java.net.URI;

/// What a client needs to reach a server, path style.
///
/// @param name for people: `embedded`, `minio`
public record S3Access(
    String name, URI endpoint, String accessKey, String secretKey, String region) {

  /// The same server behind a front.
  public S3Access through(URI front) {
    return new S3Access(name, front, accessKey, secretKey, region);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return name + " at " + endpoint;
  }
}
