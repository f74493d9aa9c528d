// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Native memory for the arguments of one system call: two names, one struct and errno.
///
/// They are pooled, because an allocation for each call would cost more than most calls. They are
/// not kept per thread, because there are many virtual threads. There are as many as the most calls
/// that ever ran at once; the collector frees them.
final class Scratch {
  private static final ConcurrentLinkedQueue<Scratch> FREE = new ConcurrentLinkedQueue<>();

  /// Linux: the longest path, with its closing NUL.
  static final int PATH_MAX = 4096;

  /// The largest struct used is `statx`, 256 bytes.
  private static final int STRUCT_BYTES = 256;

  private static final long ERRNO_BYTES = Linker.Option.captureStateLayout().byteSize();
  private static final long ALIGNMENT = 64;

  final MemorySegment errno;
  final MemorySegment struct;
  private final MemorySegment name;
  private final MemorySegment otherName;

  private Scratch() {
    Arena arena = Arena.ofAuto();
    errno = arena.allocate(ERRNO_BYTES, ALIGNMENT);
    struct = arena.allocate(STRUCT_BYTES, ALIGNMENT);
    name = arena.allocate(PATH_MAX, ALIGNMENT);
    otherName = arena.allocate(PATH_MAX, ALIGNMENT);
  }

  static Scratch take() {
    Scratch free = FREE.poll();
    return free == null ? new Scratch() : free;
  }

  void give() {
    FREE.add(this);
  }

  /// The address of the name as a C string; it must hold no NUL.
  long name(byte[] bytes) {
    return put(name, bytes);
  }

  long otherName(byte[] bytes) {
    return put(otherName, bytes);
  }

  private static long put(MemorySegment to, byte[] bytes) {
    MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, 0, bytes.length);
    to.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
    return to.address();
  }

  int errno() {
    return errno.get(ValueLayout.JAVA_INT, 0);
  }

  void set(long offset, long value) {
    struct.set(ValueLayout.JAVA_LONG, offset, value);
  }

  long get(long offset) {
    return struct.get(ValueLayout.JAVA_LONG, offset);
  }

  int getInt(long offset) {
    return struct.get(ValueLayout.JAVA_INT, offset);
  }
}
