// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.contract;

/// Keys of structured log lines, the same in operator and worker. No value holds a secret, and none
/// holds a key of an object.
public final class LogKeys {
  public static final String NAMESPACE = "namespace";
  public static final String COPY = "copy";
  public static final String RUN = "run";
  public static final String SHARD = "shard";
  public static final String JOB = "job";
  public static final String STEP = "step";
  public static final String EVENT = "event";

  /// Index of the worker in its Job.
  public static final String WORKER = "worker";

  /// Why something failed, as a message.
  public static final String CAUSE = "cause";

  /// A request to a store, and the error code it was answered with.
  public static final String OPERATION = "operation";

  public static final String CODE = "code";

  public static final String IMAGE = "image";
  public static final String NAMESPACES = "namespaces";
  public static final String CPUS = "cpus";
  public static final String MEMORY_MIB = "memoryMiB";
  public static final String MILLIS = "ms";
  public static final String TOTALS = "totals";

  private LogKeys() {}
}
