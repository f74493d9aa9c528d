// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Credentials;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.s3.CustomerKey;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import dev.s3copy.worker.s3.credentials.StsAccess;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where the claims, Secrets and ConfigMaps that a copy names are found.
public interface References {
  /// What a claim and its `path` mean.
  VolumePlace place(VolumeLocation volume);

  /// @param sts for roles that a Secret names
  CredentialsSource credentials(@Nullable Credentials credentials, StsAccess sts);

  /// A better explanation of why there are no credentials, if there is one.
  StoreException noCredentials(@Nullable Credentials credentials, StoreException cause);

  /// The server of buckets whose location names none; null for AWS.
  @Nullable URI endpoint();

  /// The region of buckets whose location names none, as every AWS tool finds it; null leaves it to
  /// the endpoint.
  @Nullable String region();

  /// Where connections may go.
  EndpointRules endpoints();

  /// What stands between this machine and a server.
  Proxies proxies();

  /// The key in a Secret that `customerKeySecretName` names.
  CustomerKey customerKey(String secretName);

  /// The PEM files for TLS with the server of a bucket.
  TlsOptions tls(S3Location location);
}
