// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.api.contract.MountLayout;
import dev.s3copy.api.contract.WorkerEnvironment;
import dev.s3copy.worker.http.EndpointRules;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the environment tells a worker pod (see [WorkerEnvironment]).
///
/// @param podUid holder of the shards that this worker claims
/// @param index of the pod in its Job; spreads first claims
/// @param cpus vCPUs the pod may use
/// @param memory bytes the pod may use
/// @param region where a bucket names none; cloud identities set it
record PodSettings(
    String namespace,
    String copy,
    String runId,
    String podUid,
    int index,
    int cpus,
    long memory,
    String allowedEndpoints,
    @Nullable String region) {
  /// Used when the variable is not set.
  private static final long DEFAULT_MEMORY = 1L << 30;

  static PodSettings of(Map<String, String> env) {
    return new PodSettings(
        required(env, WorkerEnvironment.NAMESPACE),
        required(env, WorkerEnvironment.COPY),
        required(env, WorkerEnvironment.RUN_ID),
        required(env, WorkerEnvironment.POD_UID),
        Integer.parseInt(env.getOrDefault(WorkerEnvironment.INDEX, "0")),
        Integer.parseInt(
            env.getOrDefault(
                WorkerEnvironment.CPUS,
                String.valueOf(Runtime.getRuntime().availableProcessors()))),
        Long.parseLong(env.getOrDefault(WorkerEnvironment.MEMORY, String.valueOf(DEFAULT_MEMORY))),
        env.getOrDefault(WorkerEnvironment.ALLOWED_ENDPOINTS, ""),
        env.get("AWS_REGION"));
  }

  PodReferences references() {
    return new PodReferences(
        MountLayout.OF_POD, namespace, region, EndpointRules.guarded(allowedEndpoints));
  }

  private static String required(Map<String, String> env, String name) {
    String value = env.get(name);
    if (value != null && !value.isBlank()) return value;
    throw new IllegalArgumentException(
        name + " is not set: this program is started by the s3copy operator in a worker pod");
  }
}
