// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrdDriftTest {
  @Test
  void theCommittedCrdsAreTheOnesTheRecordsMake() throws IOException {
    CommittedFile.at(Path.of("s3copies.s3copy.dev.yaml")).mustBe(CrdGeneration.yaml(S3Copy.class));
    CommittedFile.at(Path.of("s3copyshards.s3copy.dev.yaml"))
        .mustBe(CrdGeneration.yaml(S3CopyShard.class));
  }
}
