// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.StoreException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Asks a security token service to let one identity take on a role.
final class RoleSessions implements AutoCloseable {
  /// @param end when the credentials are worth nothing any more
  record Session(S3Credentials credentials, Instant end) {}

  private final CredentialsSource base;
  private final AssumedRole role;
  private final StsAccess access;
  private @Nullable StsClient client;

  RoleSessions(CredentialsSource base, AssumedRole role, StsAccess access) {
    this.base = base;
    this.role = role;
    this.access = access;
  }

  /// @throws StoreException where the service cannot be reached, or refuses
  synchronized Session open() {
    AwsCredentials own = base.current().forSdk();
    try {
      Credentials given = client().assumeRole(request(() -> own)).credentials();
      return new Session(
          new S3Credentials(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
          given.expiration());
    } catch (SdkException e) {
      throw StsFailures.of(e, role, access);
    }
  }

  String origin() {
    return "role " + role.arn() + ", " + base.origin();
  }

  private AssumeRoleRequest request(AwsCredentialsProvider own) {
    return AssumeRoleRequest.builder()
        .overrideConfiguration(call -> call.credentialsProvider(own))
        .roleArn(role.arn())
        .roleSessionName(role.sessionName())
        .externalId(role.externalId())
        .build();
  }

  private StsClient client() {
    StsClient known = client;
    if (known != null) return known;
    StsClient built = access.client();
    client = built;
    return built;
  }

  @Override
  public synchronized void close() {
    if (client != null) client.close();
    base.close();
  }
}
