// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.worker.copy.Attempt;
import dev.s3copy.worker.copy.Buffers;
import dev.s3copy.worker.copy.Step;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;

/// What all [LoopRunner]s of a run share.
///
/// @param queue objects to be copied
/// @param waiting takes objects that a loop runner cannot finish, for the [BlockingRunner]
/// @param method makes the first step of an object
/// @param runners how many loop runners there are
/// @param slots objects in flight in all of them together, at most
/// @param onEventLoops whether the event loop that brings an answer takes the next step, as no step
///     waits for a disk: then the next request goes out with no change of threads
record LoopContext(
    BlockingQueue<Work> queue,
    Queue<Work> waiting,
    FirstStep method,
    Buffers buffers,
    RequestGate gate,
    Settling settling,
    int runners,
    int slots,
    boolean onEventLoops) {

  /// As [dev.s3copy.worker.copy.CopyMethod#first].
  interface FirstStep {
    Step first(Entry source, Key destination, Attempt attempt);
  }
}
