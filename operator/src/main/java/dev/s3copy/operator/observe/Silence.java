// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import java.time.Duration;

/// For how long a holder has not renewed its shard, by the operator's own clock.
///
/// @param confirmed the API server itself was asked twice, some time apart, and showed no renewal.
/// Without that an outage of the API server would look like dead workers
public record Silence(Duration lasted, boolean confirmed) {
  public static final Silence NONE = new Silence(Duration.ZERO, false);
}
