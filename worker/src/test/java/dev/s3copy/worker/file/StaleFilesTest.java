// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.begin;
import static dev.s3copy.worker.file.VolumeFixture.everything;
import static dev.s3copy.worker.file.VolumeFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleFilesTest {
  private static final String LEFT = ".s3copy-00000000deadbeef-1f.part";

  @TempDir Path root;
  private Path left;

  @BeforeEach
  void leaveBehind() throws IOException {
    Files.createDirectories(root.resolve("d"));
    Files.createDirectories(root.resolve("other"));
    left = Files.writeString(root.resolve("d").resolve(LEFT), "part");
    Files.writeString(root.resolve("other").resolve(LEFT), "part");
    Files.writeString(root.resolve("d/.s3copy-mine.part"), "a user's");
    Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
  }

  @Test
  void whatADeadRunLeftIsRemovedFromTheDirectoriesWrittenInto() {
    writeInto("d");
    assertThat(everything(root))
        .containsExactly("d", "d/.s3copy-mine.part", "d/f", "other", "other/" + LEFT);
  }

  @Test
  void andFromTheRootIfThatIsWrittenInto() throws IOException {
    Path above = Files.writeString(root.resolve(LEFT), "part");
    Files.setLastModifiedTime(above, FileTime.from(Instant.EPOCH));
    writeInto("d");
    assertThat(above).doesNotExist();
  }

  @Test
  void itIsNeverListed() {
    try (Volume volume = Volume.open(root, VolumeAccess.READ)) {
      assertThat(VolumeFixture.keys(VolumeFixture.list(volume, Key.EMPTY, 10)))
          .containsExactly("d/.s3copy-mine.part");
    }
    assertThat(left).exists();
  }

  @Test
  void whatIsYoungerThanThisRunStays() throws IOException {
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().plusSeconds(3600)));
    writeInto("d");
    assertThat(left).exists();
  }

  @Test
  void theUnfinishedFileOfARunThatLivesStaysAndCanBeFinished() throws IOException {
    try (Volume other = Volume.open(root, VolumeAccess.WRITE)) {
      FileWrite unfinished = begin(other, Key.of("d/other"), "whole");
      for (String file : everything(root.resolve("d"))) {
        Files.setLastModifiedTime(root.resolve("d").resolve(file), FileTime.from(Instant.EPOCH));
      }
      writeInto("d");
      unfinished.commit(VolumeFixture.MODIFIED, false);
    }
    assertThat(root.resolve("d/other")).hasContent("whole");
    assertThat(left).doesNotExist();
  }

  private void writeInto(String directory) {
    try (Volume volume = Volume.open(root, VolumeAccess.WRITE)) {
      put(volume, directory + "/f", "x");
    }
  }
}
