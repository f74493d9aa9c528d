// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.pace.ByteBudget;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/// Native buffers for object bodies, reused, together never more than the budget.
///
/// A caller that finds the budget spent waits, which is what holds the memory of a run.
public final class Buffers implements AutoCloseable {
  private static final int SMALLEST_BITS = 12;
  private static final int CLASSES = 20;

  private final ByteBudget budget;
  private final long capacity;
  private final AtomicLong allocated = new AtomicLong();
  private final ArrayDeque<Block>[] free;

  /// @param capacity bytes of all buffers together
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Buffers(long capacity) {
    this.capacity = capacity;
    this.budget = new ByteBudget(capacity);
    this.free = new ArrayDeque[CLASSES];
    for (int i = 0; i < CLASSES; i++) free[i] = new ArrayDeque<>();
  }

  private record Block(Arena arena, ByteBuffer bytes) {}

  /// A buffer on loan; give it back by closing it.
  public final class Loan implements AutoCloseable {
    private final int sizeClass;
    private final Block block;
    private final ByteBuffer bytes;

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
      giveBack(sizeClass, block);
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

  private static int sizeClass(int size) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(size, 1) - 1);
    return Math.max(0, bits - SMALLEST_BITS);
  }

  private static long blockSize(int sizeClass) {
    return 1L << (sizeClass + SMALLEST_BITS);
  }

  private Block takeFree(int sizeClass) {
    ArrayDeque<Block> stack = free[sizeClass];
    synchronized (stack) {
      Block block = stack.pollLast();
      if (block != null) return block;
    }
    long size = blockSize(sizeClass);
    allocated.addAndGet(size);
    freeUnusedDownTo(capacity);
    Arena arena = Arena.ofShared();
    return new Block(arena, arena.allocate(size, Long.BYTES).asByteBuffer());
  }

  /// Blocks kept for one size make room for another.
  private void freeUnusedDownTo(long limit) {
    for (int i = CLASSES - 1; i >= 0 && allocated.get() > limit; i--) {
      while (allocated.get() > limit) {
        Block block;
        synchronized (free[i]) {
          block = free[i].pollFirst();
        }
        if (block == null) break;
        block.arena.close();
        allocated.addAndGet(-blockSize(i));
      }
    }
  }

  private void giveBack(int sizeClass, Block block) {
    synchronized (free[sizeClass]) {
      free[sizeClass].addLast(block);
    }
    budget.release(blockSize(sizeClass));
  }

  @Override
  public void close() {
    freeUnusedDownTo(0);
  }
}
