// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/// The SDK's default chain. It is asked a few times a minute at most, and renews credentials itself
/// before they expire.
final class ChainCredentials extends CredentialsSource {
  /// Far less than the minutes before their end at which the SDK renews credentials.
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final DefaultCredentialsProvider chain =
      DefaultCredentialsProvider.builder().asyncCredentialUpdateEnabled(true).build();
  private final Expiring<S3Credentials> kept =
      new Expiring<>(this::read, KEEP_NANOS, System::nanoTime);

  @Override
  public S3Credentials current() {
    return kept.get();
  }

  @Override
  public S3Credentials renew(S3Credentials rejected) {
    return kept.renew(rejected);
  }

  private S3Credentials read() {
    try {
      AwsCredentials found = chain.resolveCredentials();
      String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : "";
      return new S3Credentials(found.accessKeyId(), found.secretAccessKey(), token);
    } catch (SdkException e) {
      // The SDK's own text lists each place it looked in; it holds no secret.
      throw new StoreException(
          Failure.of(
              FailureKind.CREDENTIALS_MISSING,
              "credentials",
              "NoCredentials",
              "no credentials in the standard AWS chain; name a Secret in the manifest, or set "
                  + ACCESS_KEY_ID
                  + " and "
                  + SECRET_ACCESS_KEY
                  + " ("
                  + e.getMessage()
                  + ")"),
          e);
    }
  }
}
