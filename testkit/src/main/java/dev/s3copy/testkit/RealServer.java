// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

/// A real server that runs, or why it does not.
public sealed interface RealServer extends AutoCloseable {
  String name();

  /// Stops what runs and removes its data.
  @Override
  void close();

  /// To be closed by whoever started it.
  record Running(S3Access access, Runnable stop) implements RealServer {
    @Override
    public String name() {
      return access.name();
    }

    @Override
    public void close() {
      stop.run();
    }
  }

  record Absent(String name, String reason) implements RealServer {
    @Override
    public void close() {}
  }
}
