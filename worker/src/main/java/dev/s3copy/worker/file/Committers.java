// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// Threads that make files durable and give them their names, for callers that must not wait for a
/// disk.
///
/// If one call can make many files durable, the files that arrive while a group is being synced
/// form the next group. Then one thread waits for the disk while another one renames.
final class Committers implements AutoCloseable {
  /// Each file of a group stays open until the group is durable. Larger groups gain nothing.
  private static final int LARGEST_GROUP = 1024;

  private static final int GROUP_THREADS = 2;

  /// This many fsyncs at once share the commits of a journal, or the slots of a server.
  private static final int SINGLE_THREADS = 16;

  private final Fsync fsync;
  private final int largest;
  private final Semaphore syncing;
  private final LinkedBlockingQueue<Commit> queue = new LinkedBlockingQueue<>();

  /// Empty until the first commit. Guarded by itself.
  private final List<Thread> threads = new ArrayList<>();

  private volatile boolean started;

  Committers(Fsync fsync) {
    this.fsync = fsync;
    boolean groups = fsync.groups();
    this.largest = groups ? LARGEST_GROUP : 1;
    this.syncing = new Semaphore(groups ? 1 : SINGLE_THREADS);
  }

  void add(Commit commit) {
    if (!started) start();
    queue.add(commit);
  }

  private void start() {
    synchronized (threads) {
      if (started) return;
      int count = largest > 1 ? GROUP_THREADS : SINGLE_THREADS;
      for (int i = 0; i < count; i++) {
        threads.add(Thread.ofPlatform().daemon().name("commit-" + i).start(this::run));
      }
      started = true;
    }
  }

  private void run() {
    List<Commit> group = new ArrayList<>();
    try {
      while (true) {
        int[] synced = syncNext(group);
        for (int i = 0; i < synced.length; i++) group.get(i).finish(synced[i]);
        group.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int[] syncNext(List<Commit> group) throws InterruptedException {
    syncing.acquire();
    try {
      group.add(queue.take());
      queue.drainTo(group, largest - 1);
      return sync(group);
    } finally {
      syncing.release();
    }
  }

  /// For each file: 0 or minus the errno. Whoever waits for a commit hears of its end in any case.
  private int[] sync(List<Commit> group) {
    try {
      return syncAll(group);
    } catch (RuntimeException | Error e) {
      int[] failed = new int[group.size()];
      Arrays.fill(failed, -Errno.EIO);
      return failed;
    }
  }

  private int[] syncAll(List<Commit> group) {
    boolean together = fsync.syncTogether(group.size());
    int[] results = new int[group.size()];
    for (int i = 0; i < results.length; i++) {
      int file = group.get(i).file();
      results[i] = together ? Posix.awaitWritten(file) : fsync.sync(file);
    }
    return results;
  }

  @Override
  public void close() {
    synchronized (threads) {
      threads.forEach(Thread::interrupt);
    }
  }
}
