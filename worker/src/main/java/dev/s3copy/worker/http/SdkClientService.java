// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/// Found by the SDK where its own chain of credentials has to ask a service (STS, SSO): where that
/// is, the environment of the process says, and it is not judged.
public final class SdkClientService implements SdkHttpService {
  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    return new Builder();
  }

  private static final class Builder implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new SdkClient(
          TlsOptions.trusting(caBundle()), EndpointRules.ANYWHERE, Proxies.of(System.getenv()));
    }

    private static @Nullable Path caBundle() {
      String file = System.getenv("AWS_CA_BUNDLE");
      return file == null || file.isBlank() ? null : Path.of(file);
    }
  }
}
