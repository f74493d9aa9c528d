// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.contract;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// How a worker's process ends when it ends by its own decision. Any other exit code is a crash.
public enum WorkerExit {
  /// Every shard of the run is settled.
  DONE(0),
  /// The worker could not go on. The reason stands in the status of the shard it held.
  COULD_NOT_GO_ON(3),
  /// The worker was told to stop: 128 + SIGTERM, with which the JVM ends by itself.
  STOPPED(143);

  /// Time from SIGTERM to SIGKILL.
  public static final Duration GRACE = Duration.ofSeconds(30);

  private final int code;

  WorkerExit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /// Empty for a crash.
  public static Optional<WorkerExit> of(int code) {
    return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst();
  }
}
