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

/// Idle connections by the event loop they belong to. The one used last is reused first.
///
/// A call made on an event loop prefers a connection of that loop, because then no other thread is
/// needed. But the end of one call starts the next. So the loop with most calls would keep them for
/// ever, and the processors of the other loops would be idle. Therefore a loop that has less to do
/// is preferred if the difference is large enough.
///
/// Safe for use by many threads, without locks.
final class IdleByLoop<T> {
  /// A smaller difference is not worth a change of threads.
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

  /// Compares two loops only: comparing more costs more than it gains.
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
    // More threads than loops means that native code attached a thread anew. Then it is unknown
    // which thread belongs to which loop.
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
