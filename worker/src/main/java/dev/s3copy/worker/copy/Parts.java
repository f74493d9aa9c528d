// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.s3.S3Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An object cut into equal parts, worked on side by side.
///
/// @param size bytes of the object, at least 1
/// @param partSize bytes of every part but the last
record Parts(long size, long partSize) {
  /// Parts of one object in flight together; the request gate limits all objects together.
  private static final int SIDE_BY_SIDE = 16;

  private static final long MEBIBYTE = 1L << 20;

  Parts {
    if (size < 1 || partSize < 1)
      throw new IllegalArgumentException("size and part size must be > 0");
  }

  /// Parts of `wanted` bytes, or of as many whole mebibytes as that many parts need.
  ///
  /// @param wanted S3 takes no part below 5 MiB but the last
  /// @param most see [S3Bucket#mostParts]
  static Parts forUpload(long size, long wanted, int most) {
    long least = Math.ceilDiv(size, most);
    if (least <= wanted) return new Parts(size, wanted);
    return new Parts(size, Math.ceilDiv(least, MEBIBYTE) * MEBIBYTE);
  }

  /// The largest object whose parts fit into the buffers.
  static long most(Buffers buffers, int parts) {
    return parts * Math.max(1, buffers.capacity() / MEBIBYTE * MEBIBYTE);
  }

  /// @throws StoreException where no buffer can hold a part
  Parts requireFitting(Buffers buffers) {
    if (partSize <= buffers.capacity()) return this;
    throw new StoreException(tooLarge(size, count(), buffers.capacity()));
  }

  /// @param budget bytes of all buffers
  private static Failure tooLarge(long size, int parts, long budget) {
    return Failure.of(
        FailureKind.OBJECT_TOO_LARGE,
        "UploadPart",
        "ObjectTooLarge",
        "%d bytes in %d parts need more memory for one part than there is for all bodies (%d bytes);"
                .formatted(size, parts, budget)
            + " raise --memory-budget, or in a cluster the CPUs of workers.resources: each brings"
            + " 32 MiB");
  }

  /// Why an object does not fit; null where it does.
  static @Nullable Failure misfit(long size, Buffers buffers, int most) {
    return size <= most(buffers, most) ? null : tooLarge(size, most, buffers.capacity());
  }

  int count() {
    return Math.toIntExact(Math.ceilDiv(size, partSize));
  }

  long from(int index) {
    return index * partSize;
  }

  int length(int index) {
    return Math.toIntExact(Math.min(partSize, size - from(index)));
  }

  long longLength(int index) {
    return Math.min(partSize, size - from(index));
  }

  interface PartWork {
    /// @param index from 0
    void run(int index) throws InterruptedException;
  }

  /// Runs the work for every part; the first failure stops the rest and is thrown.
  void forEach(PartWork work) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(SIDE_BY_SIDE, count()); i++) {
      threads.add(Thread.ofVirtual().name("part").start(() -> drain(work, next, failure)));
    }
    try {
      for (Thread thread : threads) thread.join();
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) joinAlways(thread);
      throw e;
    }
    Throwable first = failure.get();
    if (first != null) throw asStoreException(first);
  }

  private void drain(
      PartWork work, AtomicInteger next, AtomicReference<@Nullable Throwable> failure) {
    int count = count();
    for (int i = next.getAndIncrement();
        i < count && failure.get() == null;
        i = next.getAndIncrement()) {
      try {
        work.run(i);
      } catch (InterruptedException | RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private static void joinAlways(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private static StoreException asStoreException(Throwable first) throws InterruptedException {
    return switch (first) {
      case StoreException e -> e;
      case InterruptedException _ -> throw new InterruptedException();
      case Error e -> throw e;
      default ->
          new StoreException(
              Failure.of(FailureKind.INTERNAL, "Part", "Internal", first.toString()), first);
    };
  }
}
