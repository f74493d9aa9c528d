// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import dev.s3copy.worker.http.EndpointRules;
import java.nio.file.Path;
import java.util.Map;

/// What the operator tells a worker pod through its environment.
///
/// @param podUid holder of the shards that this worker claims
/// @param index of the pod in its Job; spreads first claims
/// @param cpus vCPUs the pod may use
/// @param memory bytes the pod may use
/// @param mounts where Secrets, ConfigMaps and claims are mounted
record PodSettings(
    String namespace,
    String copy,
    String runId,
    String podUid,
    int index,
    int cpus,
    long memory,
    String allowedEndpoints,
    Path mounts) {
  /// Without a limit the downward API gives the node's memory, of which a worker needs little.
  private static final long DEFAULT_MEMORY = 1L << 30;

  private static final String MOUNTS = "/s3copy";

  static PodSettings of(Map<String, String> env) {
    return new PodSettings(
        required(env, "S3COPY_NAMESPACE"),
        required(env, "S3COPY_NAME"),
        required(env, "S3COPY_RUN_ID"),
        required(env, "S3COPY_POD_UID"),
        Integer.parseInt(env.getOrDefault("JOB_COMPLETION_INDEX", "0")),
        Integer.parseInt(
            env.getOrDefault(
                "S3COPY_CPUS", String.valueOf(Runtime.getRuntime().availableProcessors()))),
        Long.parseLong(env.getOrDefault("S3COPY_MEMORY", String.valueOf(DEFAULT_MEMORY))),
        env.getOrDefault("S3COPY_ALLOWED_ENDPOINTS", ""),
        Path.of(env.getOrDefault("S3COPY_MOUNTS", MOUNTS)));
  }

  PodReferences references() {
    return new PodReferences(mounts, namespace, EndpointRules.guarded(allowedEndpoints));
  }

  private static String required(Map<String, String> env, String name) {
    String value = env.get(name);
    if (value != null && !value.isBlank()) return value;
    throw new IllegalArgumentException(
        name + " is not set: this program is started by the s3copy operator in a worker pod");
  }
}
