// SPDX-License-Identifier: Apache-2.0
/// From a claimed shard to its checkpoint: list, join, select, decide, copy, settle.
///
/// **Shards.** [ShardRunners] claims shards, one more whenever the queue is less than half full.
/// Each [ShardRunner] has a virtual thread: it lists its shard, joins it with the destination and
/// decides for each key. [TailCession] gives the unlisted tail away when others ask for it. A
/// [Checkpointer] on a second virtual thread makes durable what is settled and renews the lease. A
/// [Fence] stops all work on a shard whose lease may be lost.
///
/// **Queue.** What is to be copied goes to the [Dispatcher], into one bounded queue. A full queue
/// makes the listing wait. So do too many unsettled keys of a shard, and a journal that is not
/// written yet. This bounds the memory.
///
/// **Runners.** Two kinds of runner take objects from there and take the same steps with them:
/// - A `LoopRunner` never waits for the network. It has many objects in flight (`InFlight`), each a
///   `Transfer`, and takes the next step of one when its answer arrived. Where no step waits for a
///   disk, the event loops take the steps. Elsewhere its own thread does, and may wait for a disk.
/// - The `BlockingRunner` has virtual threads. Each waits for whatever its one object needs.
///
/// An object starts in a `LoopRunner`. Where a step would have to wait there, or has failed, the
/// object goes to the `BlockingRunner`, which starts it over, retries included.
///
/// **Who wakes whom.** [Dispatcher#submit] wakes a `LoopRunner` that has room. An answer, or a file
/// that is on the disk, wakes its transfer. Permits, buffers and room at the `BlockingRunner` wake
/// nobody: a `LoopRunner` looks for them every millisecond while it needs one.
///
/// **Ends.** [Settling] hands each outcome to the shard's tracker, which moves the checkpoint. A
/// run ends when no shard is left, or when the [StopSignal] is raised. Then nothing is started any
/// more. What is in flight has ten seconds to end. Each shard is released with its checkpoint.
@NullMarked
package dev.s3copy.worker.pipeline;

import org.jspecify.annotations.NullMarked;
