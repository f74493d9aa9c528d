// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;

/// Counts every object as copied and touches none: for tests of what stands around a method.
public record CountOnly() implements CopyMethod {
  @Override
  public Step first(Entry source, Key destination, Attempt attempt) {
    return Step.copied(source.size());
  }

  @Override
  public RunsOn runsOn(int cpus) {
    return new RunsOn(1, false);
  }

  @Override
  public Entry lookAgain(Entry source, Retries retries) {
    return source;
  }
}
