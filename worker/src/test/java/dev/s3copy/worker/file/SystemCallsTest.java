// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.everything;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void aFailedFsyncOfTheFileLeavesNeitherFileNorTemporaryFile() throws Exception {
    assertThat(strace("inject=fsync:error=EIO:when=1")).isEqualTo("IO_ERROR EIO");
    assertThat(everything(root)).containsExactly("dir");
  }

  @Test
  @DisplayName("P-08 a failed fsync of the directory is not called durable")
  void aFailedFsyncOfTheDirectoryIsNotCalledDurable() throws Exception {
    assertThat(strace("inject=fsync:error=EIO:when=2")).isEqualTo("IO_ERROR EIO");
  }

  @Test
  void aFileSystemWithoutFsyncIsWrittenAndSaidToBeNotDurable() throws Exception {
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

  private String strace(String expression) throws Exception {
    Child.require("strace cannot be used here", "strace", "-f", "-o", "/dev/null", "true");
    List<String> strace = List.of("strace", "-f", "-o", log.toString(), "-e", expression);
    return Child.run(strace, UTF8, root, KEY);
  }
}
