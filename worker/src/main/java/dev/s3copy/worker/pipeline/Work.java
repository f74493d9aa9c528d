// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.shard.CheckpointTracker.Ticket;
import org.jspecify.annotations.Nullable;

/// One object waiting for its turn.
///
/// @param destination full key at the destination
/// @param fence of the shard it belongs to
/// @param confirmer of the shard; null where nothing is left to confirm
/// @param earlier how an attempt without waiting ended; null where there was none
record Work(
    Ticket ticket,
    Key destination,
    Fence fence,
    @Nullable Confirmer confirmer,
    @Nullable Failure earlier) {
  Work(Ticket ticket, Key destination, Fence fence, @Nullable Confirmer confirmer) {
    this(ticket, destination, fence, confirmer, null);
  }

  Work after(@Nullable Failure failure) {
    return new Work(ticket, destination, fence, confirmer, failure);
  }

  Entry entry() {
    return ticket.entry();
  }
}
