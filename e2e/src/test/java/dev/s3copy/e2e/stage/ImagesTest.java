// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir Path release;

  @BeforeEach
  void fill() throws IOException {
    Files.createFile(release.resolve("s3copy-worker-1.2.0-rc.1-images.tar"));
    Files.createFile(release.resolve("s3copy-operator-1.2.0-rc.1-images.tar"));
    Files.createFile(release.resolve("s3copy-operator-1.2.0-rc.1.tgz"));
  }

  @Test
  void aReleaseHasOneArchiveForEachProgramNamedByItsVersion() {
    assertThat(Images.WORKER.archiveIn(release))
        .isEqualTo(release.resolve("s3copy-worker-1.2.0-rc.1-images.tar"));
    assertThat(Images.WORKER.referenceIn(release))
        .isEqualTo("docker.io/library/s3copy-worker:1.2.0-rc.1");
    assertThat(Images.OPERATOR.referenceIn(release))
        .isEqualTo("docker.io/library/s3copy-operator:1.2.0-rc.1");
  }

  @Test
  void twoReleasesInOneFolderAreRefused() throws IOException {
    Files.createFile(release.resolve("s3copy-worker-1.3.0-images.tar"));
    assertThatThrownBy(() -> Images.WORKER.archiveIn(release))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 files s3copy-worker-*-images.tar");
  }
}
