// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
  static Stream<String> reasons() {
    return Stream.of(Reason.class.getDeclaredFields())
        .filter(field -> field.getType() == String.class)
        .map(ReasonTest::value);
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /// People look up what a copy tells them.
  @ParameterizedTest
  @MethodSource("reasons")
  void everyReasonIsExplained(String reason) throws IOException {
    assertThat(Files.readString(Path.of("../docs/troubleshooting.md")))
        .contains("`" + reason + "`");
  }
}
