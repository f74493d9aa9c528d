// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import com.sun.management.OperatingSystemMXBean;
import dev.s3copy.core.key.Key;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Measures the CPU that a small file costs: written, then listed. Run by hand: `java -cp …
/// dev.s3copy.worker.file.WriteCost [files] [threads] [files per directory] [folder] [commits at
/// once]`; with the last one, threads do not wait for their commits.
final class WriteCost {
  private static final int BYTES = 4096;
  private static final long NANOS_PER_MICRO = 1000;

  private final Path root;
  private final int files;
  private final int threads;
  private final int perDirectory;
  private final int waitingCommits;

  private WriteCost(Path root, String[] arguments) {
    this.root = root;
    this.files = argument(arguments, 0, 100_000);
    this.threads = argument(arguments, 1, 16);
    this.perDirectory = argument(arguments, 2, 1000);
    this.waitingCommits = argument(arguments, 4, 0);
  }

  public static void main(String[] arguments) throws IOException {
    Path parent = Path.of(arguments.length > 3 ? arguments[3] : "/dev/shm");
    for (int round = 1; round <= 3; round++) {
      Path root = Files.createTempDirectory(parent, "s3copy-cost");
      try {
        System.out.print("round " + round + ": ");
        new WriteCost(root, arguments).run();
      } finally {
        remove(root);
      }
    }
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private void run() {
    try (Volume volume = Volume.open(root, VolumeAccess.WRITE)) {
      measure("write", () -> write(volume));
      measure("list", () -> VolumeFixture.list(volume, Key.EMPTY, 1000));
      System.out.println();
    }
  }

  private void measure(String what, Runnable work) {
    long cpu = cpuNanos();
    long clock = System.nanoTime();
    work.run();
    long seconds = System.nanoTime() - clock;
    double micros = (double) (cpuNanos() - cpu) / NANOS_PER_MICRO / files;
    System.out.printf("%s %.2f µs CPU a file, %.0f files/s  ", what, micros, files * 1e9 / seconds);
  }

  private void write(Volume volume) {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < threads; i++) executor.execute(() -> writeShare(volume, next));
    }
    volume.syncDirectories();
  }

  private void writeShare(Volume volume, AtomicInteger next) {
    ByteBuffer content = ByteBuffer.allocateDirect(BYTES);
    Semaphore room = new Semaphore(waitingCommits);
    for (int i = next.getAndIncrement(); i < files; i = next.getAndIncrement()) {
      Key key = Key.of("dir-" + i / perDirectory + "/file-" + i);
      FileWrite write = volume.create(key, BYTES);
      write.write(content.clear(), 0);
      if (waitingCommits == 0) {
        write.commit(VolumeFixture.MODIFIED, false);
      } else {
        room.acquireUninterruptibly();
        Commit commit = write.commitLater(VolumeFixture.MODIFIED, false, room::release);
        if (commit == null) room.release();
      }
    }
    room.acquireUninterruptibly(waitingCommits);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void remove(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    }
  }
}
