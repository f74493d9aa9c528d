// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.shard.CheckpointTracker.Ticket;

/// One object waiting for its turn.
///
/// @param destination full key at the destination
/// @param fence of the shard it belongs to
record Work(Ticket ticket, Key destination, Fence fence) {}
