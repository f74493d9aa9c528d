// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.pace.ByteBudget;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Native buffers for object bodies, reused, together never more than the budget.
///
/// A caller that finds the budget spent waits, which is what holds the memory of a run. Without
/// locks: a lease and its end are a few atomic operations, from whatever thread.
public final class Buffers implements AutoCloseable {
  private static final int SMALLEST_BITS = 12;
  private static final int CLASSES = 20;

  private final ByteBudget budget;
  private final long capacity;
  private final AtomicLong allocated = new AtomicLong();

  /// By size class: the loan that ended last, linked to the one before. Every loan is a new object
  /// that is put here once, so a stack of them needs no more than a compare-and-swap.
  private final AtomicReferenceArray<@Nullable Loan> free = new AtomicReferenceArray<>(CLASSES);

  /// @param capacity bytes of all buffers together
  public Buffers(long capacity) {
    this.capacity = capacity;
    this.budget = new ByteBudget(capacity);
  }

  private record Block(Arena arena, ByteBuffer bytes) {}

  /// A buffer on loan; give it back by closing it, once.
  public final class Loan implements AutoCloseable {
    private final int sizeClass;
    private final Block block;
    private final ByteBuffer bytes;
    private @Nullable Loan below;

    private Loan(int sizeClass, Block block, int size) {
      this.sizeClass = sizeClass;
      this.block = block;
      this.bytes = block.bytes.duplicate().limit(size);
    }

    /// Position 0, limit as asked for.
    public ByteBuffer bytes() {
      return bytes;
    }

    @Override
    public void close() {
      push(this);
      budget.release(blockSize(sizeClass));
    }
  }

  /// The largest buffer that can ever be had.
  public long capacity() {
    return capacity;
  }

  /// Waits for room in the budget.
  public Loan lease(int size) throws InterruptedException {
    int sizeClass = sizeClass(size);
    budget.acquire(blockSize(sizeClass));
    return new Loan(sizeClass, takeFree(sizeClass), size);
  }

  /// Never waits: null where the budget is spent, or somebody waits for it already.
  public @Nullable Loan tryLease(int size) {
    int sizeClass = sizeClass(size);
    if (!budget.tryAcquire(blockSize(sizeClass))) return null;
    return new Loan(sizeClass, takeFree(sizeClass), size);
  }

  private static int sizeClass(int size) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(size, 1) - 1);
    return Math.max(0, bits - SMALLEST_BITS);
  }

  private static long blockSize(int sizeClass) {
    return 1L << (sizeClass + SMALLEST_BITS);
  }

  private Block takeFree(int sizeClass) {
    Loan ended = pop(sizeClass);
    if (ended != null) return ended.block;
    long size = blockSize(sizeClass);
    allocated.addAndGet(size);
    freeUnusedDownTo(capacity);
    Arena arena = Arena.ofShared();
    return new Block(arena, arena.allocate(size, Long.BYTES).asByteBuffer());
  }

  private void push(Loan ended) {
    Loan top;
    do {
      top = free.get(ended.sizeClass);
      ended.below = top;
    } while (!free.compareAndSet(ended.sizeClass, top, ended));
  }

  private @Nullable Loan pop(int sizeClass) {
    Loan top;
    do {
      top = free.get(sizeClass);
    } while (top != null && !free.compareAndSet(sizeClass, top, top.below));
    return top;
  }

  /// Blocks kept for one size make room for another.
  private void freeUnusedDownTo(long limit) {
    for (int i = CLASSES - 1; i >= 0 && allocated.get() > limit; i--) {
      while (allocated.get() > limit) {
        Loan ended = pop(i);
        if (ended == null) break;
        ended.block.arena.close();
        allocated.addAndGet(-blockSize(i));
      }
    }
  }

  @Override
  public void close() {
    freeUnusedDownTo(0);
  }
}
