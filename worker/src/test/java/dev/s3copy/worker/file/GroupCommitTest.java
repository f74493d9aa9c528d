// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.MODIFIED;
import static dev.s3copy.worker.file.VolumeFixture.begin;
import static dev.s3copy.worker.file.VolumeFixture.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files committed by others' threads, many at once.
@Timeout(120)
class GroupCommitTest {
  private static final int FILES = 40;

  @TempDir Path root;

  @Test
  void aCommitThatNobodyWaitsForPutsTheFileInPlaceAndTells() throws Exception {
    try (Volume volume = open(root)) {
      List<Commit> commits = new ArrayList<>();
      CountDownLatch ended = new CountDownLatch(FILES);
      for (int i = 0; i < FILES; i++) {
        FileWrite write = begin(volume, Key.of("d/" + i), "x" + i);
        addLater(commits, write, ended);
        write.close();
      }
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      commits.forEach(Commit::take);
      assertThat(everything(root)).hasSize(1 + FILES).noneMatch(p -> p.endsWith(".part"));
      for (int i = 0; i < FILES; i++) assertThat(root.resolve("d/" + i)).hasContent("x" + i);
    }
  }

  @Test
  void oneThatCannotBePutInPlaceFailsAloneAndLeavesNothing() throws Exception {
    Files.createDirectories(root.resolve("d/taken"));
    try (Volume volume = open(root)) {
      CountDownLatch ended = new CountDownLatch(2);
      FileWrite bad = begin(volume, Key.of("d/taken"), "x");
      List<Commit> good = new ArrayList<>();
      addLater(good, begin(volume, Key.of("d/good"), "x"), ended);
      assertThatThrownBy(
              () -> {
                List<Commit> failing = new ArrayList<>();
                addLater(failing, bad, ended);
                ended.await();
                failing.forEach(Commit::take);
              })
          .isInstanceOf(StoreException.class);
      good.forEach(Commit::take);
      assertThat(everything(root)).containsExactly("d", "d/good", "d/taken");
    }
  }

  @Test
  void whereNoDiskIsBehindItIsOverAtOnce(@TempDir(factory = MemoryTempDir.class) Path memory)
      throws Exception {
    try (Volume volume = open(memory)) {
      FileWrite write = begin(volume, Key.of("f"), "x");
      CountDownLatch ended = new CountDownLatch(1);
      if (write.commitLater(MODIFIED, false, ended::countDown) != null) ended.await();
      else assertThat(ended.getCount()).isOne();
      assertThat(memory.resolve("f")).hasContent("x");
    }
  }

  @Test
  @DisplayName("P-08 no file of a group gets its name before the group is durable")
  void noFileOfAGroupGetsItsNameBeforeTheGroupIsDurable() throws Exception {
    String calls = strace("trace=pwrite64,fsync,syncfs,sync_file_range,renameat2", "durable");
    int syncs = 0;
    int durable = 0;
    int named = 0;
    Matcher call = Pattern.compile("(syncfs|sync_file_range|fsync|renameat2)\\(").matcher(calls);
    while (call.find()) {
      switch (call.group(1)) {
        case "syncfs" -> syncs++;
        case "renameat2" -> named++;
        default -> durable++;
      }
      assertThat(named).as(calls).isLessThanOrEqualTo(durable);
    }
    assertThat(named).isEqualTo(FILES);
    if (Storage.of(rootOf(root)) == Storage.JOURNAL) assertThat(syncs).isBetween(1, FILES / 2);
  }

  @Test
  @DisplayName("P-08 where the call for all fails each file has its own fsync")
  void whereTheCallForAllFailsEachFileHasItsOwnFsync() throws Exception {
    String calls = strace("inject=syncfs:error=EIO", "durable");
    assertThat(everything(root)).hasSize(1 + FILES + 1).contains("strace.log");
    assertThat(calls).doesNotContain("syncfs(3) = 0");
  }

  @Test
  @DisplayName("P-08 a file whose pages could not be written fails")
  void aFileWhosePagesCouldNotBeWrittenFails() throws Exception {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Storage.of(rootOf(root)) == Storage.JOURNAL, "no file system that syncs in groups");
    strace("inject=sync_file_range:error=EIO", "IO_ERROR");
    assertThat(everything(root)).noneMatch(path -> path.endsWith(".part"));
  }

  private String strace(String expression, String answer) throws Exception {
    Child.require("strace cannot be used here", "strace", "-f", "-o", "/dev/null", "true");
    Path log = root.resolve("strace.log");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", log.toString()));
    command.addAll(List.of("-e", expression));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(GroupChild.class.getName(), root.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains(answer);
    return Files.readString(log, StandardCharsets.ISO_8859_1);
  }

  /// Commits many files, then says what came of it.
  static final class GroupChild {
    private GroupChild() {}

    public static void main(String[] arguments) throws InterruptedException {
      try (Volume volume = open(Path.of(arguments[0]))) {
        CountDownLatch ended = new CountDownLatch(FILES);
        List<FileWrite> writes = new ArrayList<>();
        for (int i = 0; i < FILES; i++) writes.add(begin(volume, Key.of("d/" + i), "x"));
        List<Commit> commits = new ArrayList<>();
        for (FileWrite write : writes) addLater(commits, write, ended);
        ended.await();
        commits.forEach(Commit::take);
        volume.syncDirectories();
        System.out.println("durable");
      } catch (StoreException e) {
        System.out.println(e.failure().kind());
      }
    }
  }

  private static void addLater(List<Commit> commits, FileWrite write, CountDownLatch ended) {
    Commit commit = write.commitLater(MODIFIED, false, ended::countDown);
    if (commit == null) ended.countDown();
    else commits.add(commit);
  }

  private static Volume open(Path root) {
    return Volume.open(root, VolumeAccess.WRITE);
  }

  /// A descriptor for as long as the process lives.
  private static int rootOf(Path path) {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    return Posix.open(Posix.WORKING_DIRECTORY, name, RootedOpen.DIRECTORY, 0);
  }
}
