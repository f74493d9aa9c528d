// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.MODIFIED;
import static dev.s3copy.worker.copy.CopyFixture.assertAllBack;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.worker.file.FileWrite;
import dev.s3copy.worker.file.MemoryTempDir;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
  private final Buffers buffers = new Buffers(8192);

  @Test
  void holdsOneBufferAtATime() throws InterruptedException {
    try (Attempt attempt = new Attempt(buffers, false)) {
      assertThat(attempt.lease(8192).remaining()).isEqualTo(8192);
      assertThat(attempt.lease(10).remaining()).isEqualTo(10);
      assertThat(attempt.tryLease(8192)).isNotNull();
      assertThat(attempt.tryLease(5)).isNotNull();
    }
    assertAllBack(buffers);
  }

  @Test
  void whatCannotBeHadNowIsNullAndWhatItHadIsBack() {
    Buffers.Loan most = buffers.tryLease(4096);
    try (Attempt attempt = new Attempt(buffers, false)) {
      assertThat(attempt.tryLease(4096)).isNotNull();
      assertThat(attempt.tryLease(8192)).isNull();
      assertThat(buffers.tryLease(4096)).isNotNull();
    }
    assertThat(most).isNotNull();
  }

  @Test
  void givesBackOnce() throws InterruptedException {
    Attempt attempt = new Attempt(buffers, true);
    attempt.lease(8192);
    attempt.releaseBuffer();
    attempt.releaseBuffer();
    attempt.close();
    assertAllBack(buffers);
    assertThat(buffers.tryLease(8192)).isNotNull();
    assertThat(buffers.tryLease(1)).as("more than there is").isNull();
  }

  @Test
  void saysWhetherItMayAssume() {
    assertThat(new Attempt(buffers, true).mayAssume()).isTrue();
    assertThat(new Attempt(buffers, false).mayAssume()).isFalse();
  }

  @Test
  void hasOneFileWhichLeavesNothingUnlessCommitted(
      @TempDir(factory = MemoryTempDir.class) Path root) throws InterruptedException {
    try (Volume volume = Volume.open(root, VolumeAccess.WRITE)) {
      Attempt attempt = new Attempt(buffers, false);
      attempt.lease(8192);
      FileWrite file = attempt.file(volume, DESTINATION, 0);
      assertThat(attempt.file(volume, DESTINATION, 0)).isSameAs(file);
      attempt.close();
      assertThat(root).isEmptyDirectory();
      assertAllBack(buffers);
      try (Attempt next = new Attempt(buffers, false)) {
        next.file(volume, DESTINATION, 0).commit(MODIFIED, false);
      }
      assertThat(root.resolve("k")).isEmptyFile();
    }
  }
}
