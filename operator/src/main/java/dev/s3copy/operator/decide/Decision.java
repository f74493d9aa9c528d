// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import dev.s3copy.operator.observe.Observation;
import java.time.Duration;
import java.util.List;

/// What follows from an observation.
///
/// @param retries starts in a row of workers that settled nothing
/// @param workers how many there should be after these steps
/// @param starts whether these steps start the first workers of a Job
/// @param next when to look again if nothing happens before
public record Decision(
    List<Step> steps,
    Situation situation,
    int retries,
    int workers,
    boolean starts,
    Duration next) {
  public Decision {
    steps = List.copyOf(steps);
  }

  /// The number of workers stays as it is.
  static Decision of(
      Observation seen, List<Step> steps, Situation situation, int retries, Duration next) {
    return new Decision(steps, situation, retries, ScalePolicy.present(seen), false, next);
  }
}
