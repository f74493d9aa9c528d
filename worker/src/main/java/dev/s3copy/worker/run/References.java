// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.CaBundle;
import dev.s3copy.api.Credentials;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the claims, Secrets and ConfigMaps that a copy names are found.
public interface References {
  /// What a claim and its `path` mean.
  VolumePlace place(VolumeLocation volume);

  CredentialsSource credentials(@Nullable Credentials credentials);

  /// A better explanation of why there are no credentials, if there is one.
  StoreException noCredentials(@Nullable Credentials credentials, StoreException cause);

  /// The region of buckets whose location names none, as every AWS tool finds it; null leaves it to
  /// the endpoint.
  @Nullable String region();

  /// Where connections may go.
  EndpointRules endpoints();

  /// The PEM file of a CA bundle; null where none is named.
  @Nullable Path caBundle(@Nullable CaBundle bundle);
}
