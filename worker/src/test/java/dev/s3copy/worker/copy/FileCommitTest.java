// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.MODIFIED;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.worker.file.MemoryTempDir;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileCommitTest {
  @Test
  void inMemoryAFileIsInItsPlaceAtOnce(@TempDir(factory = MemoryTempDir.class) Path root)
      throws IOException {
    try (Volume volume = Volume.open(root, VolumeAccess.WRITE)) {
      assumeTrue(volume.inMemory(), "a file system in memory at /dev/shm");
      FileCommit first = file(volume, true);
      assertThat(first.commitLater(() -> {})).isNull();
      assertThat(Files.getLastModifiedTime(root.resolve("k")).toMillis()).isEqualTo(MODIFIED);
      FileCommit second = file(volume, true);
      assertFails(FailureKind.DESTINATION_EXISTS, second::commit);
      FileCommit third = file(volume, true);
      assertFails(FailureKind.DESTINATION_EXISTS, () -> third.commitLater(() -> {}));
      file(volume, false).commit();
    }
  }

  @Test
  void onADiskItSaysWhenItIsOverAndHowItEnded(@TempDir Path root)
      throws InterruptedException, IOException {
    try (Volume volume = Volume.open(root, VolumeAccess.WRITE)) {
      assumeTrue(!volume.inMemory(), "temporary files that are not in memory");
      CountDownLatch over = new CountDownLatch(1);
      Files.createFile(root.resolve("k"));
      Runnable end = requireNonNull(file(volume, true).commitLater(over::countDown));
      over.await();
      assertThatThrownBy(end::run).hasMessageContaining("exists already");
    }
  }

  private static FileCommit file(Volume volume, boolean noReplace) {
    return FileCommit.of(volume.create(DESTINATION, 0), MODIFIED, noReplace);
  }
}
