// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads the names in a directory, in the file system's own order. Not for several threads.
final class NameReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  /// `struct linux_dirent64`
  private static final int LENGTH_AT = 16;

  private static final int TYPE_AT = 18;
  private static final int NAME_AT = 19;
  private static final byte TYPE_UNKNOWN = 0;
  private static final byte TYPE_DIRECTORY = 4;
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

  private final MemorySegment records = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
  private final byte[] bytes = new byte[BUFFER_BYTES];

  /// Takes one name.
  interface Names {
    /// @param bytes hold the name from `from` to `to`, with a closing `/` if it is a directory's;
    ///     overwritten after the call
    void accept(byte[] bytes, int from, int to);
  }

  /// Every name but `.` and `..`; 0 or minus the errno.
  ///
  /// @param directory a descriptor that nobody else reads names from
  int readAll(int directory, Names names) {
    int result = Posix.rewind(directory);
    while (result >= 0) {
      result = Posix.names(directory, records);
      if (result <= 0) return result;
      MemorySegment.copy(records, ValueLayout.JAVA_BYTE, 0, bytes, 0, result);
      int at = 0;
      while (at < result) {
        one(directory, at, names);
        at += (short) SHORT.get(bytes, at + LENGTH_AT) & 0xffff;
      }
    }
    return result;
  }

  private void one(int directory, int record, Names names) {
    int from = record + NAME_AT;
    int to = from;
    while (bytes[to] != 0) to++;
    if (isDotOrDots(from, to)) return;
    byte type = bytes[record + TYPE_AT];
    boolean isDirectory =
        type == TYPE_DIRECTORY || (type == TYPE_UNKNOWN && isDirectory(directory, from, to));
    // Where its closing NUL was.
    if (isDirectory) bytes[to++] = '/';
    names.accept(bytes, from, to);
  }

  private boolean isDotOrDots(int from, int to) {
    int length = to - from;
    return bytes[from] == '.' && (length == 1 || (length == 2 && bytes[from + 1] == '.'));
  }

  /// Some file systems leave the type out.
  private boolean isDirectory(int directory, int from, int to) {
    byte[] name = java.util.Arrays.copyOfRange(bytes, from, to);
    return Posix.stat(directory, name).isDirectory();
  }
}
