// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.status.StatusDifference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Writes the status of a copy: once in a visit, only if it differs, and less often if only numbers
/// differ.
public final class StatusWriter {
  /// Time between two writes that change only numbers.
  static final Duration NUMBERS = Duration.ofSeconds(2);

  /// What became of a status.
  public enum Result {
    WRITTEN,
    /// The status is the same.
    SAME,
    /// Only numbers differ, and the last write was a short time ago.
    LATER,
    /// The copy was changed since it was read, or is gone.
    OUTDATED
  }

  private final KubernetesClient client;
  private final LongSupplier nanos;
  private final Map<String, Long> written = new ConcurrentHashMap<>();

  /// @param nanos monotonic
  public StatusWriter(KubernetesClient client, LongSupplier nanos) {
    this.client = client;
    this.nanos = nanos;
  }

  public Result write(S3Copy copy, S3CopyStatus status) {
    StatusDifference difference = StatusDifference.between(copy.getStatus(), status);
    if (difference == StatusDifference.NONE) return Result.SAME;
    String uid = copy.getMetadata().getUid();
    Long last = written.get(uid);
    long now = nanos.getAsLong();
    boolean soon = last != null && now - last < NUMBERS.toNanos();
    if (difference == StatusDifference.NUMBERS && soon) return Result.LATER;
    S3Copy changed = new S3Copy();
    changed.setMetadata(copy.getMetadata());
    changed.setSpec(copy.getSpec());
    changed.setStatus(status);
    try {
      client.resource(changed).updateStatus();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HTTP_CONFLICT || e.getCode() == HTTP_NOT_FOUND) return Result.OUTDATED;
      throw e;
    }
    written.put(uid, now);
    return Result.WRITTEN;
  }

  public void forget(S3Copy copy) {
    written.remove(copy.getMetadata().getUid());
  }
}
