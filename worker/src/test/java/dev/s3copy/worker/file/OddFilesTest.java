// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OddFilesTest {
  @TempDir Path root;

  @Test
  void aRootThatIsAbsentOrAFileIsNotFound() throws IOException {
    Path file = Files.writeString(root.resolve("f"), "x");
    Path absent = root.resolve("absent");
    assertThatThrownBy(() -> Volume.open(absent, VolumeAccess.READ))
        .hasMessageContaining(absent + " does not exist");
    assertFails(
        () -> Volume.open(file, VolumeAccess.WRITE), FailureKind.VOLUME_NOT_FOUND, "ENOTDIR");
  }

  @Test
  void aFifoIsListedAsSpecialAndDoesNotHangAReader() throws Exception {
    Child.require("mkfifo is missing", "mkfifo", root.resolve("fifo").toString());
    try (Volume volume = Volume.open(root, VolumeAccess.READ)) {
      assertThat(volume.page(Key.EMPTY, 10))
          .extracting(Entry::kind)
          .containsExactly(Entry.Kind.SPECIAL);
      assertFails(() -> volume.read(Key.of("fifo")), FailureKind.SOURCE_GONE, "NotAFile");
    }
  }

  @Test
  void aDirectoryThatMayNotBeListedIsAnEntryOfItsOwnKind() throws IOException {
    for (String name : List.of("closed", "lost+found", "open", "below")) {
      Files.writeString(Files.createDirectory(root.resolve(name)).resolve("f"), "x");
    }
    Map<String, Integer> denied =
        Map.of("closed", Errno.EACCES, "lost+found", Errno.EACCES, "below", Errno.ENOENT);
    try (Volume volume = denying(denied, VolumeAccess.READ)) {
      assertThat(volume.page(Key.EMPTY, 10))
          .extracting(e -> e.kind() + " " + e.key())
          .containsExactly("UNREADABLE closed/", "OBJECT open/f");
    }
  }

  @Test
  void aFolderAboveThatMayNotBeOpenedIsNotSynced() throws IOException {
    Files.createDirectories(root.resolve("closed/open"));
    try (Volume volume = denying(Map.of("closed", Errno.EACCES), VolumeAccess.WRITE)) {
      volume.sync(Key.of("closed/open/f"));
      assertThatCode(volume::syncDirectories).doesNotThrowAnyException();
    }
  }

  private Volume denying(Map<String, Integer> denied, VolumeAccess access) {
    VolumeRoot opened = VolumeRoot.open(root, access);
    RootedOpen denying = new Denying(opened.beneath(), denied);
    VolumeRoot used =
        new VolumeRoot(
            opened.file(), denying, opened.failures(), opened.temporary(), opened.probe());
    return new Volume(used, new NameBudget());
  }

  /// Opens all but some paths, as for a user with fewer rights than the one who runs the test.
  private record Denying(RootedOpen beneath, Map<String, Integer> denied) implements RootedOpen {
    @Override
    public int open(Key path) {
      Integer errno = denied.get(path.toString());
      return errno == null ? beneath.open(path) : -errno;
    }
  }
}
