// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDriftTest {
  @Test
  void theCommittedDocumentIsTheOneTheRecordsMake() throws IOException {
    CommittedFile.at(Path.of("../docs/configuration.md")).mustBe(ConfigurationDocument.markdown());
  }
}
