// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import dev.s3copy.operator.decide.Cause;
import dev.s3copy.operator.decide.Reason;
import dev.s3copy.operator.decide.Step;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// What the API server refused in the last seconds. Each heartbeat causes a visit, and without this
/// every visit would repeat a request that a quota, an admission rule or the end of a namespace
/// forbids.
final class Denials {
  private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int INVALID = 422;

  private record Denial(Cause cause, long at) {}

  private final Map<String, Denial> byCopy = new ConcurrentHashMap<>();
  private final LongSupplier nanos;

  Denials(LongSupplier nanos) {
    this.nanos = nanos;
  }

  Optional<Cause> recent(String uid) {
    Denial denial = byCopy.get(uid);
    if (denial == null) return Optional.empty();
    if (nanos.getAsLong() - denial.at < PAUSE_NANOS) return Optional.of(denial.cause);
    byCopy.remove(uid);
    return Optional.empty();
  }

  void add(String uid, Cause cause) {
    byCopy.put(uid, new Denial(cause, nanos.getAsLong()));
  }

  void forget(String uid) {
    byCopy.remove(uid);
  }

  static boolean makesObjects(Step step) {
    return step instanceof Step.PrepareAccess
        || step instanceof Step.CreateShards
        || step instanceof Step.CreateJob;
  }

  /// Empty where asking again soon may help: the server was away, busy or broken.
  static Optional<Cause> cause(KubernetesClientException e) {
    int code = e.getCode();
    if (code != HTTP_FORBIDDEN && code != INVALID && code != HTTP_BAD_REQUEST) {
      return Optional.empty();
    }
    String said =
        e.getStatus() == null || e.getStatus().getMessage() == null
            ? Objects.requireNonNullElse(e.getMessage(), "no reason given")
            : e.getStatus().getMessage();
    return Optional.of(new Cause(reason(said), "the API server refused a request: " + said));
  }

  private static String reason(String said) {
    if (said.contains("exceeded quota")) return Reason.QUOTA_EXCEEDED;
    if (said.contains("being terminated")) return Reason.NAMESPACE_TERMINATING;
    return Reason.REFUSED;
  }
}
