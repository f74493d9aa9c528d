// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;

/// Counts every object as copied and touches none: for tests of what stands around an operation.
public record CountOnly() implements ObjectOperation {
  @Override
  public Outcome perform(Entry source, Key destination, Attempts attempts) {
    return Outcome.Copied.of(source.size());
  }

  @Override
  public Entry lookAgain(Entry source) {
    return source;
  }
}
