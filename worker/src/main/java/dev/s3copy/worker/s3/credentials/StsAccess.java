// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.SdkClient;
import dev.s3copy.worker.http.TlsOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/// The way to the service that hands out the credentials of roles.
///
/// @param endpoint null for that of AWS in the region
/// @param region requests are signed for it
/// @param rules which addresses may be connected to: the manifest's author chooses the endpoint
public record StsAccess(
    @Nullable URI endpoint, String region, TlsOptions tls, EndpointRules rules, Proxies proxies) {

  /// Whose credentials these are. Waits for the answer.
  ///
  /// @return the ARN; empty where the service does not say, as those of some servers
  public String callerArn(S3Credentials credentials) {
    try (StsClient client = client()) {
      return client
          .getCallerIdentity(
              request ->
                  request.overrideConfiguration(
                      call -> call.credentialsProvider(credentials::forSdk)))
          .arn();
    } catch (SdkException e) {
      return "";
    }
  }

  /// Each request brings its own credentials. Whoever asked for the client closes it.
  StsClient client() {
    StsClientBuilder builder =
        StsClient.builder()
            .httpClient(new SdkClient(tls, rules, proxies))
            .region(Region.of(region));
    if (endpoint != null) builder.endpointOverride(endpoint);
    return builder.build();
  }
}
