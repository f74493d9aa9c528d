// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

/// A port of a pod, reachable at `127.0.0.1:localPort`.
public record Line(int localPort, Runnable cut) implements AutoCloseable {
  @Override
  public void close() {
    cut.run();
  }
}
