// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks a tree in the order of whole keys, which is not the order of names: a directory sorts as
/// its name with a `/`, so `a-b`, `a.b`, `a/b` follow each other. Not for several threads.
final class TreeWalk implements AutoCloseable {
  /// Deeper directories are closed on the way down and opened again on the way up, so that no tree
  /// runs out of descriptors.
  private static final int KEPT_OPEN = 32;

  private static final byte[] LOST_AND_FOUND = {
    'l', 'o', 's', 't', '+', 'f', 'o', 'u', 'n', 'd', '/'
  };

  private final RootedOpen beneath;
  private final FileFailures failures;
  private final NameBudget budget;
  private final NameReader reader = new NameReader();
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();

  /// @param after the walk begins with the first key behind it
  TreeWalk(RootedOpen beneath, FileFailures failures, NameBudget budget, Key after) {
    this.beneath = beneath;
    this.failures = failures;
    this.budget = budget;
    frames.push(new Frame(Key.EMPTY, Frame.CLOSED, after.bytes(), budget));
  }

  /// The next entries, at most `max`; none at the end.
  List<Entry> next(int max) {
    List<Entry> page = new ArrayList<>(Math.min(max, 1024));
    while (page.size() < max && !frames.isEmpty()) step(page);
    return page;
  }

  private void step(List<Entry> page) {
    Frame frame = frames.element();
    if (frame.file == Frame.CLOSED && !reopen(frame)) return;
    if (frame.needsNames()) {
      int result = frame.read(reader);
      if (result < 0) {
        leaveUnread(frame, -result, page);
        return;
      }
    }
    byte[] name = frame.next();
    if (name == null) leave(frame);
    else if (Paths.endsInSlash(name)) descend(frame, name, page);
    else addFile(frame, name, page);
  }

  private void leave(Frame frame) {
    frame.close();
    frames.pop();
  }

  /// False where the directory is gone, and with it what was left to list.
  private boolean reopen(Frame frame) {
    frame.file = beneath.open(Paths.withoutTrailingSlash(frame.prefix));
    if (frame.file >= 0) return true;
    int errno = -frame.file;
    frame.file = Frame.CLOSED;
    if (frame.prefix.isEmpty() || !isGone(errno)) throw failures.of(errno, "open", frame.prefix);
    leave(frame);
    return false;
  }

  private void descend(Frame frame, byte[] name, List<Entry> page) {
    Key prefix = frame.child(name);
    int file = beneath.open(Paths.withoutTrailingSlash(prefix));
    if (file < 0) {
      addClosed(frame, name, -file, page);
      return;
    }
    if (frames.size() >= KEPT_OPEN) frame.closeFile();
    frames.push(new Frame(prefix, file, frame.startWithin(name), budget));
  }

  /// A directory that was removed or replaced since its name was read is no part of the listing.
  private static boolean isGone(int errno) {
    return errno == Errno.ENOENT || errno == Errno.ENOTDIR || errno == Errno.ELOOP;
  }

  private void addClosed(Frame frame, byte[] name, int errno, List<Entry> page) {
    if (isGone(errno)) return;
    Key key = frame.child(name);
    // Every ext4 volume has one at its root, closed to all but the superuser.
    boolean system = frame.prefix.isEmpty() && Arrays.equals(name, LOST_AND_FOUND);
    if (system && (errno == Errno.EACCES || errno == Errno.EPERM)) return;
    if (isShortage(errno)) throw failures.of(errno, "open", key);
    page.add(entry(key, unread(errno), 0, 0));
  }

  /// Says nothing about the directory.
  private static boolean isShortage(int errno) {
    return errno == Errno.EMFILE || errno == Errno.ENFILE;
  }

  /// What is below cannot be listed, so the directory itself is: it fails by name, and the rest
  /// goes on.
  private static Entry.Kind unread(int errno) {
    return errno == Errno.EXDEV ? Entry.Kind.MOUNT : Entry.Kind.UNREADABLE;
  }

  /// The names that were read before are listed already; without the others this directory is not
  /// whole.
  private void leaveUnread(Frame frame, int errno, List<Entry> page) {
    if (frame.prefix.isEmpty()) throw failures.of(errno, "getdents", frame.prefix);
    if (!frame.isFresh()) throw failures.of(errno, "getdents", frame.prefix);
    page.add(entry(frame.prefix, unread(errno), 0, 0));
    leave(frame);
  }

  private void addFile(Frame frame, byte[] name, List<Entry> page) {
    Inode inode = Posix.stat(frame.file, name);
    if (inode.errno() == Errno.ENOENT || inode.isDirectory()) return;
    Key key = frame.child(name);
    if (!inode.exists()) {
      page.add(entry(key, Entry.Kind.UNREADABLE, 0, 0));
      return;
    }
    page.add(entry(key, kind(inode), inode.isRegular() ? inode.size() : 0, inode.modifiedMillis()));
  }

  static Entry.Kind kind(Inode inode) {
    if (inode.isRegular()) return Entry.Kind.OBJECT;
    return inode.isSymlink() ? Entry.Kind.SYMLINK : Entry.Kind.SPECIAL;
  }

  private static Entry entry(Key key, Entry.Kind kind, long size, long modifiedMillis) {
    return new Entry(key, kind, size, "", modifiedMillis, "");
  }

  @Override
  public void close() {
    while (!frames.isEmpty()) leave(frames.element());
  }
}
