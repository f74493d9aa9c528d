// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.everything;
import static dev.s3copy.worker.file.VolumeFixture.get;
import static dev.s3copy.worker.file.VolumeFixture.list;
import static dev.s3copy.worker.file.VolumeFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyFilesTest {
  @TempDir(factory = MemoryTempDir.class)
  Path root;

  private Volume volume;

  @BeforeEach
  void open() {
    volume = Volume.open(root, VolumeAccess.WRITE);
  }

  @AfterEach
  void close() {
    volume.close();
  }

  @Test
  void moreDirectoriesThanStayOpenAreWrittenAndSynced() {
    int directories = 3 * OpenDirectories.LIMIT;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < directories; i++) put(volume, "d" + i + "/f" + round, "x");
    }
    volume.syncDirectories();
    assertThat(list(volume, Key.EMPTY, 100)).hasSize(2 * directories);
  }

  @Test
  void writersAtOnceInTheSameNewDirectoriesDoNotDisturbEachOther() {
    int files = 4000;
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var syncing = executor.submit(() -> syncUntil(done));
      var writes =
          IntStream.range(0, files)
              .mapToObj(i -> executor.submit(() -> put(volume, key(i), "content " + i)))
              .toList();
      for (var write : writes) assertThat(write).succeedsWithin(java.time.Duration.ofMinutes(1));
      done.set(true);
      assertThat(syncing).succeedsWithin(java.time.Duration.ofMinutes(1));
    }
    assertThat(list(volume, Key.EMPTY, 333)).hasSize(files);
    for (int i = 0; i < files; i += 97) {
      assertThat(get(volume, Key.of(key(i)))).isEqualTo("content " + i);
    }
    assertThat(everything(root)).noneMatch(path -> path.endsWith(".part"));
  }

  @Test
  void ofManyWritersOfOneKeyExactlyOneWinsWhereNoneMayReplace() {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var commits =
          IntStream.range(0, 50)
              .mapToObj(
                  i ->
                      executor.submit(
                          () -> {
                            FileWrite write =
                                VolumeFixture.begin(volume, Key.of("one"), "content " + i);
                            write.commit(VolumeFixture.MODIFIED, true);
                            return i;
                          }))
              .toList();
      long winners = commits.stream().filter(commit -> !fails(commit)).count();
      assertThat(winners).isEqualTo(1);
    }
    assertThat(everything(root)).containsExactly("one");
  }

  @Test
  void listingsAtOnceGoOnWhereEachStopped() {
    for (int i = 0; i < 500; i++) put(volume, key(i), "x");
    List<Key> all = list(volume, Key.EMPTY, 1000).stream().map(Entry::key).toList();
    int listings = 40;
    Key[] last = new Key[listings];
    for (int i = 0; i < listings; i++) last[i] = all.get(i * 10);
    for (int step = 1; step <= 10; step++) {
      for (int i = 0; i < listings; i++) {
        List<Entry> page = volume.page(last[i], 1);
        last[i] = page.getFirst().key();
        assertThat(last[i]).isEqualTo(all.get(i * 10 + step));
      }
    }
  }

  private static boolean fails(java.util.concurrent.Future<Integer> commit) {
    try {
      commit.get();
      return false;
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      return true;
    }
  }

  private void syncUntil(AtomicBoolean done) {
    while (!done.get()) volume.syncDirectories();
  }

  private static String key(int i) {
    return "a" + i % 7 + "/b" + i % 601 + "/f" + i;
  }
}
