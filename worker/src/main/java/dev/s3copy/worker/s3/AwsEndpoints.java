// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/// Asks AWS's own endpoint rules, once for each bucket.
final class AwsEndpoints {
  private AwsEndpoints() {}

  static BucketAddress locate(String region, String bucket, boolean forcePathStyle) {
    URI url =
        S3EndpointProvider.defaultProvider()
            .resolveEndpoint(
                parameters ->
                    parameters
                        .region(Region.of(region))
                        .bucket(bucket)
                        .forcePathStyle(forcePathStyle))
            .join()
            .endpointUrl()
            .toUri();
    URI base = URI.create(url.getScheme() + "://" + url.getRawAuthority());
    boolean inPath = url.getRawPath() != null && url.getRawPath().startsWith("/" + bucket);
    return new BucketAddress(base, region, bucket, inPath);
  }
}
