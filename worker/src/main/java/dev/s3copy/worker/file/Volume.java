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
/// Two keys that cannot both be there, `a` and `a/b`: what came first stays and the other one fails
/// by name, because a complete file or directory is never removed to make room.
/// [dev.s3copy.core.rule.FileKey] has the rule by which a listing finds the losers beforehand.
///
/// For any number of threads.
public final class Volume implements Listing, AutoCloseable {
  private final VolumeRoot root;
  private final OpenDirectories open;
  private final Durability durability;
  private final Committers committers;
  private final Reader reader;
  private final Writer writer;
  private final Walks walks;

  Volume(VolumeRoot root, NameBudget budget) {
    this.root = root;
    FileFailures failures = root.failures();
    Beneath beneath = root.beneath();
    durability = new Durability(root.file(), Storage.of(root.file()));
    committers = new Committers(durability);
    open = new OpenDirectories(beneath, failures, durability);
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
    writer = new Writer(directories, failures, durability, committers, folding, root.temporary());
    walks = new Walks(after -> new TreeWalk(beneath, failures, budget, after));
  }

  /// @param path an existing directory
  /// @throws dev.s3copy.core.failure.StoreException `VOLUME_NOT_FOUND`, `ACCESS_DENIED`,
  ///     `DESTINATION_READ_ONLY`, `DESTINATION_FULL`
  public static Volume open(Path path, Access access) {
    return openBeneath(path, "", access);
  }

  /// @param below a folder in `path`, made where it is missing and may be written; no symbolic link
  ///     on the way to it is followed and no other mount entered. Empty for `path` itself
  public static Volume openBeneath(Path path, String below, Access access) {
    return new Volume(VolumeRoot.open(path, below, access), new NameBudget());
  }

  /// Files below the root, in the order of their keys. What is no file appears by its kind; empty
  /// directories do not appear, nor do unfinished files.
  @Override
  public Page page(Key after, int max) {
    return Page.of(walks.page(after, max));
  }

  /// What is at the key; symbolic links are not followed. Null where nothing is.
  public @Nullable FileStat stat(Key key) {
    return reader.stat(key);
  }

  /// Whether the file may be taken for absent without a look: its directory is one that this volume
  /// has just made, or found empty. Not certain, so a file written on this word must replace none;
  /// where one is there after all (`DESTINATION_EXISTS`) the directory is trusted no more.
  public boolean assumedAbsent(Key key) {
    return reader.assumedAbsent(key);
  }

  public FileRead read(Key key) {
    return reader.read(key);
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

  /// Makes every commit and every directory so far survive a power cut. Before that no checkpoint
  /// may count them.
  ///
  /// @throws dev.s3copy.core.failure.StoreException from then on at every call: what was written
  ///     since the last good one is in doubt
  public void syncDirectories() {
    open.sync();
  }

  /// How many threads that write files are best here.
  public int writers(int cpus) {
    return durability.storage().writers(cpus);
  }

  /// Whether there is no disk behind it that anything could wait for.
  public boolean inMemory() {
    return durability.storage() == Storage.MEMORY;
  }

  /// Whether the file system refused an fsync as unknown to it, so that a power cut may lose files.
  public boolean durabilityUnsupported() {
    return durability.unsupported();
  }

  @Override
  public void close() {
    walks.close();
    committers.close();
    open.close();
    root.close();
  }
}
