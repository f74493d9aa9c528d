// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrdDriftTest {
  private static final Path COMMITTED = Path.of("s3copies.s3copy.dev.yaml");

  @Test
  void theCommittedCrdIsTheOneTheRecordsMake() throws IOException {
    String made = CrdGeneration.yaml();
    if (Boolean.getBoolean("s3copy.regenerate")) {
      Files.writeString(COMMITTED, made);
    }
    assertThat(COMMITTED)
        .as("crds/%s; to make it again: %s", COMMITTED, CrdGeneration.COMMAND)
        .hasContent(made);
  }
}
