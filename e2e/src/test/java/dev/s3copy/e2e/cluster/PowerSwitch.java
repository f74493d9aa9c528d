// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

/// What only the owner of the machines can do.
public interface PowerSwitch {
  /// A power cut: everything on the node ends at once.
  ///
  /// @param node a name as Kubernetes knows it
  void stop(String node);

  /// Boots it again, with its disk as it was.
  void start(String node);

  void restartApiServer();
}
