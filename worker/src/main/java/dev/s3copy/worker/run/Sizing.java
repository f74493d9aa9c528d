// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import org.jspecify.annotations.Nullable;

/// How much of the machine a run uses; everything follows from its vCPUs and the memory it may
/// take.
///
/// @param eventLoops native threads that move the bytes
/// @param slots objects in flight at most; the request gate finds how many of them really help
/// @param fixed the gate always lets `slots` requests through, for measurements
/// @param listers shards listed at once at most
/// @param bodyBytes buffers for object bodies, all together
record Sizing(int eventLoops, int slots, boolean fixed, int listers, long bodyBytes) {
  /// 100 ms of latency at 5 000 requests/s and vCPU need 500 in flight.
  private static final int SLOTS_PER_CPU = 512;

  private static final int MOST_SLOTS = 2048;

  /// To begin with: small enough for any server, and four doublings from the most.
  private static final int FIRST_PER_CPU = 32;

  private static final int MOST_FIRST = 256;
  private static final int LISTERS_PER_CPU = 3;
  private static final int MOST_LISTERS = 24;

  /// Four parts of 8 MiB per vCPU.
  private static final long BODY_BYTES_PER_CPU = 32L << 20;

  private static final long MOST_BODY_BYTES = 1L << 30;

  /// A buffer must hold a part.
  private static final long LEAST_BODY_BYTES = 16L << 20;

  /// What the JVM and the native library take. The heap takes a quarter of a pod's memory (see the
  /// image), and bodies get what is left.
  private static final long POD_OVERHEAD = 256L << 20;

  /// Requests in flight to begin with.
  int first() {
    return Math.min(FIRST_PER_CPU * eventLoops, MOST_FIRST);
  }

  static Sizing ofPod(int cpus, long memory) {
    long left = memory - memory / 4 - POD_OVERHEAD;
    long most = Math.min(BODY_BYTES_PER_CPU * Math.max(2, cpus), MOST_BODY_BYTES);
    return of(cpus, Math.min(left, most), null);
  }

  /// @param concurrency requests in flight, always; null for as many as help
  static Sizing of(int cpus, @Nullable Long memoryBudget, @Nullable Integer concurrency) {
    long wanted =
        memoryBudget != null
            ? memoryBudget
            : Math.min(BODY_BYTES_PER_CPU * Math.max(2, cpus), MOST_BODY_BYTES);
    return new Sizing(
        cpus,
        concurrency != null
            ? concurrency
            : Math.clamp((long) SLOTS_PER_CPU * cpus, SLOTS_PER_CPU, MOST_SLOTS),
        concurrency != null,
        Math.clamp((long) LISTERS_PER_CPU * cpus, LISTERS_PER_CPU, MOST_LISTERS),
        Math.max(wanted, LEAST_BODY_BYTES));
  }
}
