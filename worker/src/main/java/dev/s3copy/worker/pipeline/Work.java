// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.shard.CheckpointTracker.Ticket;
import org.jspecify.annotations.Nullable;

/// One object waiting for its turn.
///
/// @param destination full key at the destination
/// @param fence of the shard it belongs to
/// @param ending settles the object once it is confirmed; null where nothing is left to confirm
/// @param earlier how an attempt without waiting ended; null where there was none
record Work(
    Ticket ticket,
    Key destination,
    Fence fence,
    @Nullable Ending ending,
    @Nullable Failure earlier) {
  Work(Ticket ticket, Key destination, Fence fence, @Nullable Ending ending) {
    this(ticket, destination, fence, ending, null);
  }

  Work after(@Nullable Failure failure) {
    return new Work(ticket, destination, fence, ending, failure);
  }

  /// Hears how the copying of objects ended.
  interface Ending {
    /// On any thread; does not wait.
    void ended(Work work, Outcome outcome);
  }

  Entry entry() {
    return ticket.entry();
  }
}
