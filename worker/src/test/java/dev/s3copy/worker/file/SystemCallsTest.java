// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.s3copy.core.key.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the kernel sees, and what becomes of its errors.
class SystemCallsTest {
  private static final Key KEY = Key.of("dir/file");
  private static final String UTF8 = "C.UTF-8";

  @TempDir Path scratch;
  private Path root;
  private Path log;

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectory(scratch.resolve("root"));
    log = scratch.resolve("strace.log");
  }

  @Test
  @DisplayName("P-08 the file is synced before its rename and its directories after")
  void theFileIsSyncedBeforeItsRenameAndItsDirectoriesAfter() throws Exception {
    assumeDisk();
    strace("trace=pwrite64,utimensat,fsync,renameat2,mkdirat");
    String calls = Files.readString(log, StandardCharsets.ISO_8859_1);
    Matcher order =
        Pattern.compile(
                """
                mkdirat\\(\\d+, "dir".*\
                pwrite64\\((?<file>\\d+), .*\
                utimensat\\(\\k<file>, NULL.*\
                fsync\\(\\k<file>.*\
                renameat2\\((?<dir>\\d+), "\\.s3copy-[^"]*\\.part", \\k<dir>, "file".*\
                fsync\\(\\k<dir>\
                """,
                Pattern.DOTALL)
            .matcher(calls);
    assertThat(order.find()).as(calls).isTrue();
    assertThat(calls.split("fsync\\(", -1)).as("file, directory, its parent").hasSize(1 + 3);
  }

  @Test
  @DisplayName("P-08 the folders of a file that is there already are synced, up to the root")
  void theFoldersOfAFileThatIsThereAlreadyAreSynced() throws Exception {
    assumeDisk();
    Files.writeString(Files.createDirectories(root.resolve("a/b")).resolve("file"), "content");
    Files.createDirectory(root.resolve("other"));
    assertThat(strace("trace=fsync,syncfs", Key.of("a/b/file"), Child.Task.KEEP))
        .isEqualTo("kept, durable: true");
    assertThat(Files.readAllLines(log, StandardCharsets.ISO_8859_1))
        .filteredOn(call -> call.contains("fsync("))
        .map(call -> call.replaceFirst(".*<(.*)>.*", "$1"))
        .containsExactlyInAnyOrder(
            root.toString(), root.resolve("a").toString(), root.resolve("a/b").toString());
  }

  @Test
  @DisplayName("P-04 whether a file changed is not asked of a network file system's cache")
  void whetherAFileChangedIsNotAskedOfACache() throws Exception {
    Files.writeString(root.resolve("file"), "content");
    assertThat(strace("trace=statx", Key.of("file"), Child.Task.READ))
        .isEqualTo("unchanged: true, current: true");
    assertThat(Files.readAllLines(log, StandardCharsets.ISO_8859_1))
        .filteredOn(call -> call.contains("AT_STATX_FORCE_SYNC"))
        .extracting(call -> call.contains("AT_EMPTY_PATH") ? "the open file" : "its name")
        .as("at its opening, at the second look, and after the copy is stored")
        .containsExactly("the open file", "the open file", "its name");
  }

  @Test
  void aFailedFsyncOfTheFileLeavesNeitherFileNorTemporaryFile() throws Exception {
    assumeDisk();
    assertThat(strace("inject=fsync:error=EIO:when=1")).isEqualTo("IO_ERROR EIO");
    assertThat(everything(root)).containsExactly("dir");
  }

  @Test
  @DisplayName("P-08 a failed fsync of the directory is not called durable")
  void aFailedFsyncOfTheDirectoryIsNotCalledDurable() throws Exception {
    assumeDisk();
    assertThat(strace("inject=fsync:error=EIO:when=2")).isEqualTo("IO_ERROR EIO");
  }

  @Test
  void aFileSystemWithoutFsyncIsWrittenAndSaidToBeNotDurable() throws Exception {
    assumeDisk();
    assertThat(strace("inject=fsync:error=EINVAL")).isEqualTo("written, durable: false");
    assertThat(root.resolve("dir/file")).hasContent("content");
  }

  @Test
  void whereOpenat2IsMissingOrForbiddenSegmentsAreOpenedOneByOne() throws Exception {
    assertThat(strace("inject=openat2:error=ENOSYS")).isEqualTo("written, durable: true");
    assertThat(strace("inject=openat2:error=EPERM")).isEqualTo("written, durable: true");
  }

  @Test
  void aFullDiskAtTheLastWriteLeavesNothing() throws Exception {
    assertThat(strace("inject=pwrite64:error=ENOSPC:when=1")).isEqualTo("DESTINATION_FULL ENOSPC");
    assertThat(everything(root)).containsExactly("dir");
  }

  @Test
  void aTimeThatCannotBeSetLeavesNothing() throws Exception {
    assertThat(strace("inject=utimensat:error=EROFS")).isEqualTo("DESTINATION_READ_ONLY EROFS");
    assertThat(everything(root)).containsExactly("dir");
  }

  @Test
  void theLocaleOfTheJvmHasNoSayInNames() throws Exception {
    assertThat(Child.run(List.of(), "C", root, Key.of("日本/café"))).startsWith("written");
    try (Volume volume = Volume.open(root, VolumeAccess.READ)) {
      assertThat(volume.stat(Key.of("日本/café"))).isNotNull();
    }
  }

  private void assumeDisk() {
    try (Volume volume = Volume.open(root, VolumeAccess.READ)) {
      assumeTrue(!volume.inMemory(), "temporary files are in memory, where nothing is synced");
    }
  }

  private String strace(String expression) throws Exception {
    return strace(expression, KEY, Child.Task.WRITE);
  }

  private String strace(String expression, Key key, Child.Task task) throws Exception {
    Child.require("strace cannot be used here", "strace", "-f", "-o", "/dev/null", "true");
    List<String> strace = new ArrayList<>(List.of("strace", "-f", "-o", log.toString()));
    if (task != Child.Task.WRITE) strace.add("-y");
    strace.addAll(List.of("-e", expression));
    return Child.run(strace, UTF8, root, key, task);
  }
}
