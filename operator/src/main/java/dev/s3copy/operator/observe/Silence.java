// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import java.time.Duration;

/// For how long a holder has not renewed its shard, by the operator's own clock.
///
/// @param confirmed the API server itself said so, twice and some time apart: an outage in which
/// neither workers nor operator could reach it never looks like a dead worker
public record Silence(Duration lasted, boolean confirmed) {
  public static final Silence NONE = new Silence(Duration.ZERO, false);
}
