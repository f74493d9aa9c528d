// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Files beneath one directory: a key is the path below it, byte for byte. Nothing outside is ever
/// opened, whatever a key says or a symbolic link points to.
///
/// Two keys such as `a` and `a/b` cannot both be there. The one that came first stays and the other
/// one fails by name, because a complete file or directory is never removed to make room.
/// [dev.s3copy.core.rule.FileKey] has the rule by which a listing finds the losers beforehand.
///
/// Safe for use by many threads.
public final class Volume implements Listing, AutoCloseable {
  private final VolumeRoot root;
  private final OpenDirectories open;
  private final Fsync fsync;
  private final Committers committers;
  private final Reader reader;
  private final Writer writer;
  private final Walks walks;

  Volume(VolumeRoot root, NameBudget budget) {
    this.root = root;
    FileFailures failures = root.failures();
    RootedOpen beneath = root.beneath();
    fsync = new Fsync(root.file(), Storage.of(root.file()));
    committers = new Committers(fsync);
    open = new OpenDirectories(beneath, failures, fsync);
    CaseFolding folding = new CaseFolding(root.probe().foldsCase(), failures);
    StaleFiles stale = new StaleFiles(root.temporary(), root.probe().nanos());
    Directories directories =
        new Directories(
            beneath,
            failures,
            open,
            (parent, name, arrived) -> {
              if (parent != null) folding.requireOwnName(parent.file, name, arrived.path);
              if (stale.removeFrom(arrived.file)) arrived.own();
            },
            folding.folds());
    reader = new Reader(directories, failures);
    writer = new Writer(directories, failures, fsync, committers, folding, root.temporary());
    walks = new Walks(after -> new TreeWalk(beneath, failures, budget, after));
  }

  /// @param path an existing directory
  /// @throws dev.s3copy.core.failure.StoreException `VOLUME_NOT_FOUND`, `ACCESS_DENIED`,
  ///     `DESTINATION_READ_ONLY`, `DESTINATION_FULL`
  public static Volume open(Path path, VolumeAccess access) {
    return openBeneath(path, "", access);
  }

  /// @param below a folder in `path`, made where it is missing and may be written; no symbolic link
  ///     on the way to it is followed and no other mount entered. Empty for `path` itself
  public static Volume openBeneath(Path path, String below, VolumeAccess access) {
    return new Volume(VolumeRoot.open(path, below, access), new NameBudget());
  }

  /// Files below the root, in the order of their keys. Links and special files appear with their
  /// kind. Empty directories and unfinished files do not appear.
  @Override
  public Page page(Key after, int max) {
    return Page.of(walks.page(after, max));
  }

  /// What is at the key; symbolic links are not followed. Null where nothing is.
  public @Nullable FileStat stat(Key key) {
    return reader.stat(key);
  }

  /// Whether the file may be assumed to be absent without looking: this volume has just made its
  /// directory, or found it empty. That is not certain, so a file that is written on this
  /// assumption must not replace another one. If one exists after all (`DESTINATION_EXISTS`),
  /// nothing more is assumed about its directory.
  public boolean assumedAbsent(Key key) {
    return reader.assumedAbsent(key);
  }

  public FileRead read(Key key) {
    return reader.read(key);
  }

  /// Has the next [#syncDirectories] make a file or directory durable that was there before.
  public void sync(Key key) {
    reader.touch(key);
  }

  /// Whether the file at its key is still the version that was read, by size, times and inode. To
  /// be asked after the copy is stored: what changes later has a later time than the copy.
  ///
  /// @param read may be closed
  public boolean isCurrent(FileRead read) {
    return reader.isCurrent(read);
  }

  /// Begins a file, making the directories above it.
  ///
  /// @param size bytes; a commit with any other number fails
  public FileWrite create(Key key, long size) {
    return writer.create(key, size);
  }

  /// @param key ends in `/`
  public void makeDirectory(Key key) {
    writer.makeDirectory(key);
  }

  /// Makes all commits and directories so far durable: they survive a power cut. No checkpoint may
  /// count them before that.
  ///
  /// @throws dev.s3copy.core.failure.StoreException from then on at every call: what was written
  ///     since the last good one is in doubt
  public void syncDirectories() {
    open.sync();
  }

  /// How many threads that write files are best here.
  public int writers(int cpus) {
    return fsync.storage().writers(cpus);
  }

  /// Whether its file system is in memory, so that nothing has to wait for a disk.
  public boolean inMemory() {
    return fsync.storage() == Storage.MEMORY;
  }

  /// Whether the file system does not support fsync, as far as known by now. Then a power cut may
  /// lose files.
  public boolean fsyncUnsupported() {
    return fsync.unsupported();
  }

  @Override
  public void close() {
    walks.close();
    committers.close();
    open.close();
    root.close();
  }
}
