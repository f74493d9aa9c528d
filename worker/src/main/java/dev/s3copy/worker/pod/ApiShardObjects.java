// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.shard.StoreAwayException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The shard objects of one run, in the Kubernetes API.
final class ApiShardObjects implements ShardObjects {
  /// Not valid by the CRD's schema.
  private static final int UNPROCESSABLE = 422;

  /// Whoever installs the operator anew takes its rights away and gives them back.
  private static final Duration RIGHTS_PATIENCE = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final String namespace;
  private final String runId;
  private final LongSupplier nanoTime;

  /// Since when the API server says that the right to it is missing; null while it does not.
  private final AtomicReference<@Nullable Long> readsDenied = new AtomicReference<>();

  private final AtomicReference<@Nullable Long> writesDenied = new AtomicReference<>();

  ApiShardObjects(KubernetesClient client, String namespace, String runId, LongSupplier nanoTime) {
    this.client = client;
    this.namespace = namespace;
    this.runId = runId;
    this.nanoTime = nanoTime;
  }

  @Override
  public List<S3CopyShard> list() {
    return answered(
        readsDenied,
        () ->
            client
                .resources(S3CopyShard.class)
                .inNamespace(namespace)
                .withLabel(S3CopyShard.RUN_LABEL, runId)
                .list()
                .getItems());
  }

  @Override
  public @Nullable S3CopyShard get(String name) {
    return answered(
        readsDenied,
        () -> client.resources(S3CopyShard.class).inNamespace(namespace).withName(name).get());
  }

  @Override
  public Written replaceStatus(S3CopyShard shard) {
    return answered(
        writesDenied,
        () -> {
          try {
            return new Written.Ok(client.resource(shard).updateStatus());
          } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
              case HttpURLConnection.HTTP_CONFLICT -> new Written.Conflict();
              case HttpURLConnection.HTTP_NOT_FOUND -> new Written.Gone();
              default -> throw e;
            };
          }
        });
  }

  private <T extends @Nullable Object> T answered(
      AtomicReference<@Nullable Long> deniedSince, Supplier<T> call) {
    try {
      T answer = call.get();
      deniedSince.set(null);
      return answer;
    } catch (KubernetesClientException e) {
      if (isRefusalForGood(e.getCode(), deniedSince)) throw refused(e);
      throw new StoreAwayException("the Kubernetes API did not answer: " + e.getMessage(), e);
    }
  }

  /// What is refused for what it says will be refused again. A server that is busy says so.
  private boolean isRefusalForGood(int status, AtomicReference<@Nullable Long> deniedSince) {
    return switch (status) {
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          isDeniedLong(deniedSince);
      case HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_BAD_METHOD,
          HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
          UNPROCESSABLE ->
          true;
      default -> false;
    };
  }

  private boolean isDeniedLong(AtomicReference<@Nullable Long> deniedSince) {
    long now = nanoTime.getAsLong();
    Long since = deniedSince.compareAndExchange(null, now);
    return since != null && now - since > RIGHTS_PATIENCE.toNanos();
  }

  private static StoreException refused(KubernetesClientException e) {
    return new StoreException(
        new Failure(
            FailureKind.STATE_UNUSABLE,
            "UpdateStatus",
            "ShardStatusRefused",
            e.getCode(),
            "",
            "the Kubernetes API refuses what this worker reports: " + e.getMessage()),
        e);
  }
}
