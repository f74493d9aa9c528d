// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.rule.FileKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A directory on the way of a [TreeWalk]: its names in order, in batches.
final class Frame {
  private static final byte[] START = {};
  static final int CLOSED = -1;

  /// Its path with a closing `/`; empty for the root.
  final Key prefix;

  /// Its descriptor, or [#CLOSED].
  int file;

  /// The walk's start key relative to this directory; empty where it lies before it.
  private final byte[] start;

  private final NameBudget budget;
  private byte[][] names = {};
  private int next;
  private boolean begun;
  private boolean more = true;

  Frame(Key prefix, int file, byte[] start, NameBudget budget) {
    this.prefix = prefix;
    this.file = file;
    this.start = start;
    this.budget = budget;
  }

  boolean needsNames() {
    return next == names.length && more;
  }

  /// Whether nothing was read of it yet, and nothing of it was listed before.
  boolean isFresh() {
    return !begun && start.length == 0;
  }

  /// Reads the next batch; 0 or minus the errno.
  int read(NameReader reader) {
    byte[] after = begun ? names[names.length - 1] : start;
    SmallestNames smallest = new SmallestNames(budget.share(), after, !begun);
    int result = reader.readAll(file, (bytes, from, to) -> offer(smallest, bytes, from, to));
    if (result < 0) return result;
    drop();
    names = smallest.sorted();
    more = smallest.truncated();
    begun = true;
    budget.take(names.length);
    return 0;
  }

  private static void offer(SmallestNames smallest, byte[] bytes, int from, int to) {
    // An unfinished file is no data of anybody. A name with a closing / is a directory's, which is
    // never temporary.
    if (!FileKey.isTemporary(bytes, from, to)) smallest.offer(bytes, from, to);
  }

  /// The next name, a directory's with a closing `/`; null at the end.
  byte @Nullable [] next() {
    return next < names.length ? names[next++] : null;
  }

  Key child(byte[] name) {
    return prefix.append(Key.ofBytes(name));
  }

  /// The start key relative to the directory `name` in this one.
  byte[] startWithin(byte[] name) {
    boolean within =
        start.length > name.length && Arrays.equals(start, 0, name.length, name, 0, name.length);
    return within ? Arrays.copyOfRange(start, name.length, start.length) : START;
  }

  private void drop() {
    budget.give(names.length);
    names = new byte[][] {};
    next = 0;
  }

  void closeFile() {
    if (file != CLOSED) Posix.close(file);
    file = CLOSED;
  }

  void close() {
    drop();
    more = false;
    closeFile();
  }
}
