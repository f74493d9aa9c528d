// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import java.time.Duration;
import java.util.List;

/// What follows from an observation.
///
/// @param retries starts in a row of workers that got nowhere
/// @param next when to look again if nothing happens before
public record Decision(List<Step> steps, Situation situation, int retries, Duration next) {
  public Decision {
    steps = List.copyOf(steps);
  }
}
