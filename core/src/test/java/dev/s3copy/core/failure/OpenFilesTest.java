// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
  @Test
  void aLimitOfOpenFilesIsNoLackOfSpace() {
    IOException ranOut = new FileSystemException("/s/report.ndjson", null, "Too many open files");
    assertThat(OpenFiles.advice(ranOut, "free some space")).isEqualTo("raise `ulimit -n`");
    IOException full = new FileSystemException("/s/report.ndjson", null, "No space left on device");
    assertThat(OpenFiles.advice(full, "free some space")).isEqualTo("free some space");
  }

  @Test
  void isFoundAsTheCauseOfAnotherFailure() {
    IOException cause = new FileNotFoundException("tzdb.dat (Too many open files)");
    assertThat(OpenFiles.ranOut(new ExceptionInInitializerError(new Error(cause)))).isTrue();
    assertThat(OpenFiles.ranOut(new IllegalStateException("x", new IOException()))).isFalse();
  }
}
