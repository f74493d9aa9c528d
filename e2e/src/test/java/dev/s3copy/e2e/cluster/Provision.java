// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

/// What a way to get a cluster came to.
public sealed interface Provision {
  record Ready(Cluster cluster) implements Provision {}

  /// @param reason why this way is not open here, for people
  record Unavailable(String reason) implements Provision {}
}
