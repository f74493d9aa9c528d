// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  private static final long EXT4 = 0xef53;
  private static final long XFS = 0x58465342;
  private static final long NFS = 0x6969;
  private static final long TMPFS = 0x01021994;
  private static final String NEW = "6.1.0-13-amd64";

  @Test
  void localDisksWithAJournalAreSyncedInGroups() {
    assertThat(Storage.of(EXT4, NEW)).isEqualTo(Storage.JOURNAL);
    assertThat(Storage.of(XFS, "5.17.0")).isEqualTo(Storage.JOURNAL);
  }

  @Test
  void notWhereTheKernelMayKeepAnErrorToItself() {
    assertThat(Storage.of(EXT4, "5.16.20")).isEqualTo(Storage.OTHER);
    assertThat(Storage.of(EXT4, "4.19.0")).isEqualTo(Storage.OTHER);
    assertThat(Storage.of(EXT4, "")).isEqualTo(Storage.OTHER);
  }

  @Test
  void whatIsNotKnownIsTreatedAsAServer() {
    assertThat(Storage.of(NFS, NEW)).isEqualTo(Storage.OTHER);
    assertThat(Storage.of(0, NEW)).isEqualTo(Storage.OTHER);
    assertThat(Storage.OTHER.writers(2)).isEqualTo(16);
    assertThat(Storage.of(TMPFS, "4.19.0").writers(2)).isEqualTo(2);
  }

  @Test
  void theFileSystemOfAVolumeIsFound(@TempDir(factory = MemoryTempDir.class) Path memory) {
    try (Volume volume = Volume.open(memory, VolumeAccess.WRITE)) {
      assertThat(volume.writers(3)).isIn(3, 16);
    }
  }
}
