// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

/// What takes the steps of many small objects.
///
/// @param threads of the pipeline's own
/// @param eventLoops whether event loops take steps too, right where an answer arrived: only where
///     no step waits for a disk
public record RunsOn(int threads, boolean eventLoops) {
  public RunsOn {
    if (threads < 1) throw new IllegalArgumentException("at least one thread, not " + threads);
  }
}
