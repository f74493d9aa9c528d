// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureKindTest {
  @Test
  void aWordIsCamelCase() {
    assertThat(FailureKind.ENDPOINT_UNREACHABLE.word()).isEqualTo("EndpointUnreachable");
    assertThat(FailureKind.TIMEOUT.word()).isEqualTo("Timeout");
  }

  /// People look up what a copy tells them.
  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void everyKindIsExplained(FailureKind kind) throws IOException {
    assertThat(Files.readString(Path.of("../docs/troubleshooting.md")))
        .contains("`" + kind.word() + "`");
  }
}
