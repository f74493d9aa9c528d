// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What is idle, by the event loop it belongs to, last used first reused.
///
/// A call made on an event loop goes on there where it can, which needs no change of threads. But a
/// call that ends makes the next one, so whichever loop has most of them would keep them for ever,
/// and the processors of the others would have nothing to do: a loop that has less to do is next.
///
/// For any number of threads; without locks.
final class IdleByLoop<T> {
  /// A difference that is not worth a change of threads.
  private static final int BALANCED = 4;

  private final int most;
  private final Map<Thread, Loop<T>> byThread = new ConcurrentHashMap<>();
  private final List<Loop<T>> loops = new CopyOnWriteArrayList<>();

  /// @param most loops there are
  IdleByLoop(int most) {
    this.most = most;
  }

  /// @param busy how many of its own are taken at the moment
  private record Loop<T>(ConcurrentLinkedDeque<T> idle, AtomicInteger busy) {
    Loop() {
      this(new ConcurrentLinkedDeque<>(), new AtomicInteger());
    }

    @Nullable T take() {
      T one = idle.pollFirst();
      if (one != null) busy.incrementAndGet();
      return one;
    }

    boolean hasMuchLessToDoThan(Loop<T> own) {
      return busy.get() + BALANCED < own.busy.get();
    }
  }

  /// @param on the thread of its event loop
  void keep(T one, Thread on) {
    loop(on).idle.addFirst(one);
  }

  /// What was taken is so no more; before [#keep], or instead of it.
  void ended(Thread on) {
    loop(on).busy.decrementAndGet();
  }

  /// @param caller who will use it
  /// @return null where nothing is idle
  @Nullable T take(Thread caller) {
    if (loops.isEmpty()) return null;
    T one = next(byThread.get(caller)).take();
    for (int i = 0; one == null && i < loops.size(); i++) one = loops.get(i).take();
    return one;
  }

  /// Of two, as comparing more costs more than it gains.
  private Loop<T> next(@Nullable Loop<T> own) {
    Loop<T> here = own == null ? anyLoop() : own;
    Loop<T> other = anyLoop();
    return other.hasMuchLessToDoThan(here) ? other : here;
  }

  private Loop<T> anyLoop() {
    return loops.get(ThreadLocalRandom.current().nextInt(loops.size()));
  }

  private Loop<T> loop(Thread on) {
    Loop<T> known = byThread.get(on);
    return known != null ? known : newLoop(on);
  }

  private synchronized Loop<T> newLoop(Thread on) {
    // A thread too many would be one that native code attached anew: then who does what is unknown.
    if (loops.size() == most && !byThread.containsKey(on)) return loops.getFirst();
    return byThread.computeIfAbsent(
        on,
        _ -> {
          Loop<T> made = new Loop<>();
          loops.add(made);
          return made;
        });
  }
}
