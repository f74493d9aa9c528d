// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import dev.s3copy.e2e.cluster.Cluster;
import dev.s3copy.e2e.cluster.Line;
import dev.s3copy.testkit.S3Access;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// An S3 server in the cluster, and the AWS SDK's client outside of it, by way of the API server.
///
/// @param inside how pods reach it
public record S3Server(S3Access inside, S3Client client, Line line) implements AutoCloseable {
  static final int CONNECTIONS = 24;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static S3Server start(Cluster cluster, String namespace, ServerPod server, S3Access keys) {
    KubernetesClient client = cluster.client();
    client.resource(server.service()).inNamespace(namespace).create();
    Pod created = client.resource(server.pod()).inNamespace(namespace).create();
    Pod ready =
        Eventually.get(
            server.name() + " is ready",
            PATIENCE,
            () -> Optional.ofNullable(client.resource(created).get()).filter(Readiness::isPodReady),
            () -> Logs.tail(client, created));
    Line line = cluster.reach(ready, ServerPod.PORT);
    URI outside = URI.create("http://127.0.0.1:" + line.localPort());
    URI inside =
        URI.create(
            "http://%s.%s.svc.cluster.local:%d"
                .formatted(server.name(), namespace, ServerPod.PORT));
    return new S3Server(keys.through(inside), connect(keys.through(outside)), line);
  }

  private static S3Client connect(S3Access access) {
    return S3Client.builder()
        .endpointOverride(access.endpoint())
        .region(Region.of(access.region()))
        .forcePathStyle(true)
        .httpClient(AwsCrtHttpClient.builder().maxConcurrency(CONNECTIONS).build())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(access.accessKey(), access.secretKey())))
        .build();
  }

  /// A new bucket.
  public Bucket bucket(String name) {
    client.createBucket(request -> request.bucket(name));
    return new Bucket(client, name);
  }

  @Override
  public void close() {
    client.close();
    line.close();
  }
}
