// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

/// How a worker's process ends; the Job's podFailurePolicy knows these codes.
enum ExitCode {
  /// Every shard of the run is settled.
  DONE(0),
  /// What the worker could not get over stands in the status of the shard it held.
  COULD_NOT_GO_ON(3),
  /// SIGTERM; the JVM ends with this code by itself.
  STOPPED(143);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
