// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.worker.pipeline.Transfer.State;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// The transfers of one [LoopRunner], and the objects it is about to start. One thread at a time
/// may use it; only notifications come from any thread.
final class InFlight {
  /// Objects taken from the queue, or notifications handled, at once.
  private static final int BATCH = 32;

  /// A transfer that is held up for longer goes to the [BlockingRunner], from its first step on.
  private static final long MOST_HELD_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// Objects that may wait for the disk in all runners together, each with an open file: the more,
  /// the fewer commits of a journal.
  private static final int MOST_COMMITTING = 512;

  private final LoopContext context;
  private final Runnable onNotification;

  private final Queue<Transfer> notified = new ConcurrentLinkedQueue<>();
  private final Set<Transfer> transfers = new HashSet<>();
  private final ArrayDeque<Transfer> heldUp = new ArrayDeque<>();

  /// For the blocking runner, which has no room for them yet.
  private final ArrayDeque<Work> toHandOver = new ArrayDeque<>();

  /// Taken from the queue, not started yet.
  private final ArrayDeque<Work> taken = new ArrayDeque<>();

  /// How many of the transfers wait for the disk.
  private int committing;

  /// @param onNotification called on any thread, once for each notification
  InFlight(LoopContext context, Runnable onNotification) {
    this.context = context;
    this.onNotification = onNotification;
  }

  /// Whether a transfer has to be looked at.
  boolean hasNotifications() {
    return !notified.isEmpty();
  }

  /// Whether there is something that can go on later, and nobody will notify of it.
  boolean needsPolling() {
    boolean canStart = !taken.isEmpty() && room() > 0;
    return canStart || !heldUp.isEmpty() || !toHandOver.isEmpty();
  }

  boolean isEmpty() {
    return transfers.isEmpty() && taken.isEmpty() && toHandOver.isEmpty();
  }

  /// On any thread: the runner has to look at a transfer.
  private void notify(Transfer transfer) {
    notified.add(transfer);
    onNotification.run();
  }

  /// Does what can be done without waiting.
  ///
  /// @param mayStart whether objects may be started
  /// @return whether anything moved
  boolean proceed(boolean mayStart) {
    boolean moved = handleNotifications();
    moved |= retryHeldUp();
    moved |= handOver();
    moved |= startMore(mayStart);
    return moved;
  }

  /// Has all that is in flight end soon.
  ///
  /// @return whether all of it has ended
  boolean end() {
    transfers.forEach(Transfer::cancel);
    var _ = handleNotifications();
    heldUp.forEach(Transfer::giveUp);
    transfers.removeAll(heldUp);
    heldUp.clear();
    return transfers.isEmpty();
  }

  private boolean handleNotifications() {
    boolean moved = false;
    for (int n = 0; n < BATCH; n++) {
      Transfer transfer = notified.poll();
      if (transfer == null) break;
      transfer.resume();
      place(transfer);
      moved = true;
    }
    return moved;
  }

  private boolean retryHeldUp() {
    boolean moved = false;
    for (int n = heldUp.size(); n > 0; n--) {
      Transfer transfer = heldUp.removeFirst();
      if (waitedTooLong(transfer)) {
        transfer.giveUp();
        place(transfer);
      } else if (transfer.tryAgain()) {
        place(transfer);
      }
      moved |= transfer.state() != State.HELD_UP;
    }
    return moved;
  }

  /// Where rates are limited, only a thread that waits gets its turn.
  private boolean waitedTooLong(Transfer transfer) {
    return context.gate().isRateLimited()
        || System.nanoTime() - transfer.heldUpSince > MOST_HELD_UP_NANOS;
  }

  private boolean handOver() {
    boolean moved = false;
    for (Work work = toHandOver.peekFirst(); work != null; work = toHandOver.peekFirst()) {
      if (!context.waiting().offer(work)) break;
      toHandOver.removeFirst();
      moved = true;
    }
    return moved;
  }

  private boolean startMore(boolean mayStart) {
    boolean moved = false;
    while (mayStart && room() > 0 && heldUp.isEmpty() && toHandOver.isEmpty()) {
      if (taken.isEmpty() && context.queue().drainTo(taken, Math.min(BATCH, room())) == 0) break;
      if (gateIsFull()) break;
      start(taken.removeFirst());
      moved = true;
    }
    if (room() <= 0 && !context.queue().isEmpty()) {
      var _ = gateIsFull();
    }
    return moved;
  }

  /// The gate grows only while it hears of demand.
  private boolean gateIsFull() {
    boolean full = context.gate().isFull();
    if (full) context.gate().reportDemand();
    return full;
  }

  /// What is left of this runner's share of all that may be in flight. A transfer that only waits
  /// for the disk leaves the network to others.
  int room() {
    int most = Math.min(context.gate().limit(), context.slots());
    int share = Math.ceilDiv(most, context.runners());
    if (committing >= Math.ceilDiv(MOST_COMMITTING, context.runners())) return 0;
    return share - transfers.size() + committing;
  }

  private void start(Work work) {
    if (!work.fence().open() || context.gate().isRateLimited()) {
      toHandOver.addLast(work);
    } else {
      Transfer transfer = new Transfer(work, context, this::notify);
      transfers.add(transfer);
      if (transfer.start()) place(transfer);
    }
    var _ = handOver();
  }

  /// Puts a transfer where it belongs after its last step.
  private void place(Transfer transfer) {
    switch (transfer.state()) {
      case AWAITING_ANSWER, NEW -> transfer.heldUpSince = 0;
      case AWAITING_DISK -> {
        if (!transfer.countedAsCommitting) committing++;
        transfer.countedAsCommitting = true;
      }
      case HELD_UP -> {
        if (transfer.heldUpSince == 0) transfer.heldUpSince = System.nanoTime();
        heldUp.addLast(transfer);
      }
      case ENDED -> remove(transfer);
    }
  }

  private void remove(Transfer transfer) {
    transfers.remove(transfer);
    if (transfer.countedAsCommitting) committing--;
    switch (transfer.end()) {
      case Transfer.End.Settled(var outcome) -> context.settling().ended(transfer.work, outcome);
      case Transfer.End.Failed(var failure) -> toHandOver.addLast(transfer.work.after(failure));
      case Transfer.End.NeedsWaiting() -> toHandOver.addLast(transfer.work);
      case null -> throw new IllegalStateException("not ended");
    }
  }
}
