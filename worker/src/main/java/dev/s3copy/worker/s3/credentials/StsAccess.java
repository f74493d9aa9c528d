// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The way to the service that hands out the credentials of roles.
///
/// @param endpoint null for that of AWS in the region
/// @param region requests are signed for it
/// @param rules which addresses may be connected to: the manifest's author chooses the endpoint
public record StsAccess(
    @Nullable URI endpoint, String region, TlsOptions tls, EndpointRules rules, Proxies proxies) {

  /// The same way to another service.
  public StsAccess at(URI other) {
    return new StsAccess(other, region, tls, rules, proxies);
  }
}
