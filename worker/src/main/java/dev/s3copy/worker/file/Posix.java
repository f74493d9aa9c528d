// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The native side: names are bytes, so the JVM's locale has no say in them.
///
/// Results are the kernel's: 0 or more, or minus the [Errno]. A call interrupted by a signal is
/// made again. Calls block the carrier of a virtual thread.
final class Posix {
  /// The name of a directory in itself.
  static final byte[] HERE = {'.'};

  static final int READ_ONLY = 0;
  static final int WRITE_ONLY = 1;
  static final int CREATE = 0100;
  static final int EXCLUSIVE = 0200;
  static final int NON_BLOCKING = 04000;
  static final int CLOSE_ON_EXEC = 02000000;

  /// These two differ between the architectures (`asm/fcntl.h`).
  static final int DIRECTORY = Platform.ARM ? 040000 : 0200000;

  static final int NO_FOLLOW = Platform.ARM ? 0100000 : 0400000;

  /// `linux/openat2.h`
  static final long RESOLVE_NO_XDEV = 0x01;

  static final long RESOLVE_NO_SYMLINKS = 0x04;
  static final long RESOLVE_BENEATH = 0x08;

  static final int WORKING_DIRECTORY = -100;
  private static final int SYMLINK_NOFOLLOW = 0x100;
  private static final int EMPTY_PATH = 0x1000;
  private static final int RENAME_NOREPLACE = 1;
  private static final int STATX_FORCE_SYNC = 0x2000;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int LOCK_EXCLUSIVE_NOW = 2 | 4;
  private static final int WAIT_BEFORE = 1;
  private static final long UTIME_OMIT = 0x3ffffffe;
  private static final int OPEN_HOW_BYTES = 24;
  private static final byte[] NO_NAME = {};
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final int ARGUMENTS = 5;
  private static final MethodHandle SYSCALL = syscall();

  private Posix() {}

  private static MethodHandle syscall() {
    ValueLayout[] longs = new ValueLayout[1 + ARGUMENTS];
    Arrays.fill(longs, ValueLayout.JAVA_LONG);
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, longs),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(1));
  }

  static int open(int directory, byte[] name, int flags, int mode) {
    Scratch s = Scratch.take();
    try {
      return (int) call(s, Syscall.OPENAT, directory, s.name(name), flags | CLOSE_ON_EXEC, mode);
    } finally {
      s.give();
    }
  }

  /// `openat2`: like [#open], for a whole path and with the RESOLVE limits given.
  static int open(int directory, byte[] path, int flags, long resolve) {
    Scratch s = Scratch.take();
    try {
      s.set(0, flags | CLOSE_ON_EXEC);
      s.set(8, 0);
      s.set(16, resolve);
      long how = s.struct.address();
      return (int) call(s, Syscall.OPENAT2, directory, s.name(path), how, OPEN_HOW_BYTES);
    } finally {
      s.give();
    }
  }

  static void close(int file) {
    onFile(Syscall.CLOSE, file, 0, 0, 0);
  }

  static int sync(int file) {
    return (int) onFile(Syscall.FSYNC, file, 0, 0, 0);
  }

  /// Writes everything that is not on the disk yet, of whatever file of the file system.
  ///
  /// @param file any on it; an error is told once to each descriptor
  static int syncFileSystem(int file) {
    return (int) onFile(Syscall.SYNCFS, file, 0, 0, 0);
  }

  /// Waits for writes of this file's pages that are under way, and tells if any ever failed since
  /// the descriptor was opened. Begins none and flushes nothing.
  static int awaitWritten(int file) {
    return (int) onFile(Syscall.SYNC_FILE_RANGE, file, 0, 0, WAIT_BEFORE);
  }

  /// Takes the exclusive lock without waiting; the kernel gives it back when the process ends.
  static int lock(int file) {
    return (int) onFile(Syscall.FLOCK, file, LOCK_EXCLUSIVE_NOW, 0, 0);
  }

  /// Reserves the space and sets the size.
  static int allocate(int file, long size) {
    return (int) onFile(Syscall.FALLOCATE, file, 0, 0, size);
  }

  static int rewind(int directory) {
    return (int) onFile(Syscall.LSEEK, directory, 0, 0, 0);
  }

  /// Fills the segment with `linux_dirent64` records; 0 at the end.
  static int names(int directory, MemorySegment into) {
    return (int) onFile(Syscall.GETDENTS64, directory, into.address(), into.byteSize(), 0);
  }

  static int write(int file, ByteBuffer from, long offset) {
    return transfer(Syscall.PWRITE64, file, from, offset);
  }

  static int read(int file, ByteBuffer into, long offset) {
    return transfer(Syscall.PREAD64, file, into, offset);
  }

  /// One call for what remains of the buffer, whose position then moves by the result.
  private static int transfer(Syscall call, int file, ByteBuffer buffer, long offset) {
    if (!buffer.isDirect()) throw new IllegalArgumentException("the buffer must be direct");
    try {
      long address = MemorySegment.ofBuffer(buffer).address();
      int moved = (int) onFile(call, file, address, buffer.remaining(), offset);
      if (moved > 0) buffer.position(buffer.position() + moved);
      return moved;
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static int setModified(int file, long millis) {
    Scratch s = Scratch.take();
    try {
      s.set(0, 0);
      s.set(8, UTIME_OMIT);
      s.set(16, Math.floorDiv(millis, MILLIS_PER_SECOND));
      s.set(24, Math.floorMod(millis, MILLIS_PER_SECOND) * NANOS_PER_MILLI);
      return (int) call(s, Syscall.UTIMENSAT, file, 0, s.struct.address(), 0);
    } finally {
      s.give();
    }
  }

  static int makeDirectory(int directory, byte[] name, int mode) {
    Scratch s = Scratch.take();
    try {
      return (int) call(s, Syscall.MKDIRAT, directory, s.name(name), mode, 0);
    } finally {
      s.give();
    }
  }

  static int unlink(int directory, byte[] name) {
    Scratch s = Scratch.take();
    try {
      return (int) call(s, Syscall.UNLINKAT, directory, s.name(name), 0, 0);
    } finally {
      s.give();
    }
  }

  static int rename(int directory, byte[] from, byte[] to, boolean noReplace) {
    int flags = noReplace ? RENAME_NOREPLACE : 0;
    return twoNames(Syscall.RENAMEAT2, directory, from, to, flags);
  }

  static int link(int directory, byte[] from, byte[] to) {
    return twoNames(Syscall.LINKAT, directory, from, to, 0);
  }

  private static int twoNames(Syscall call, int directory, byte[] from, byte[] to, int flags) {
    Scratch s = Scratch.take();
    try {
      return (int) call(s, call, directory, s.name(from), directory, s.otherName(to), flags);
    } finally {
      s.give();
    }
  }

  static Inode stat(int file) {
    return stat(file, NO_NAME, EMPTY_PATH);
  }

  /// Does not follow a symbolic link.
  static Inode stat(int directory, byte[] name) {
    return stat(directory, name, SYMLINK_NOFOLLOW);
  }

  /// As [#stat], with times that are not from the cache of a network file system's client.
  static Inode freshStat(int file) {
    return stat(file, NO_NAME, EMPTY_PATH | STATX_FORCE_SYNC);
  }

  /// As [#stat], with times that are not from the cache of a network file system's client.
  static Inode freshStat(int directory, byte[] name) {
    return stat(directory, name, SYMLINK_NOFOLLOW | STATX_FORCE_SYNC);
  }

  private static Inode stat(int directory, byte[] name, int flags) {
    Scratch s = Scratch.take();
    try {
      long at = s.struct.address();
      long r = call(s, Syscall.STATX, directory, s.name(name), flags, STATX_BASIC_STATS, at);
      return r < 0 ? Inode.failed((int) -r) : Inode.read(s);
    } finally {
      s.give();
    }
  }

  /// The magic number of its file system; 0 if that is unknown.
  static long fileSystemType(int file) {
    Scratch s = Scratch.take();
    try {
      return call(s, Syscall.FSTATFS, file, s.struct.address(), 0, 0) < 0 ? 0 : s.get(0);
    } finally {
      s.give();
    }
  }

  static FreeSpace free(int file) {
    Scratch s = Scratch.take();
    try {
      long r = call(s, Syscall.FSTATFS, file, s.struct.address(), 0, 0);
      return r < 0 ? FreeSpace.UNKNOWN : FreeSpace.read(s);
    } finally {
      s.give();
    }
  }

  private static long onFile(Syscall call, int file, long b, long c, long d) {
    Scratch s = Scratch.take();
    try {
      return call(s, call, file, b, c, d);
    } finally {
      s.give();
    }
  }

  private static long call(Scratch s, Syscall call, long a, long b, long c, long d) {
    return call(s, call, a, b, c, d, 0);
  }

  private static long call(Scratch s, Syscall call, long a, long b, long c, long d, long e) {
    while (true) {
      long result;
      try {
        result = (long) SYSCALL.invokeExact(s.errno, call.number, a, b, c, d, e);
      } catch (Throwable t) {
        throw new IllegalStateException("system call " + call, t);
      }
      if (result >= 0) return result;
      int errno = s.errno();
      // Linux frees the descriptor of an interrupted close; trying again could close another's.
      if (errno != Errno.EINTR || call == Syscall.CLOSE) return -errno;
    }
  }
}
