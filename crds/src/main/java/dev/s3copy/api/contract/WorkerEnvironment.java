// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.contract;

/// Names of the environment variables that the operator sets on a worker pod.
public final class WorkerEnvironment {
  public static final String NAMESPACE = "S3COPY_NAMESPACE";
  public static final String COPY = "S3COPY_NAME";
  public static final String RUN_ID = "S3COPY_RUN_ID";

  /// The uid of the pod: it names the holder of a shard.
  public static final String POD_UID = "S3COPY_POD_UID";

  /// vCPUs that the pod may use.
  public static final String CPUS = "S3COPY_CPUS";

  /// Bytes of memory that the pod may use.
  public static final String MEMORY = "S3COPY_MEMORY";

  /// Addresses and host names that the worker may connect to although they are private.
  public static final String ALLOWED_ENDPOINTS = "S3COPY_ALLOWED_ENDPOINTS";

  /// Set by Kubernetes: the index of the pod in its Job.
  public static final String INDEX = "JOB_COMPLETION_INDEX";

  private WorkerEnvironment() {}
}
