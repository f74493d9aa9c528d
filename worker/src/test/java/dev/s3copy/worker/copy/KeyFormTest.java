// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyFormTest {
  @ParameterizedTest
  @CsvSource({
    "a/b.txt, ''",
    "a/, FOLDER_MARKER",
    "a/.hidden, ''",
    "a/..b, ''",
    "/a, LEADING_SLASH",
    "a//b, EMPTY_SEGMENT",
    "a//, EMPTY_SEGMENT FOLDER_MARKER",
    "//a, EMPTY_SEGMENT LEADING_SLASH",
    "a/./b, DOT_SEGMENT",
    "a/.., DOT_SEGMENT",
    "., DOT_SEGMENT",
    "a\\b, BACKSLASH",
  })
  void tellsWhatIsOddAboutAKey(String key, String forms) {
    assertThat(
            KeyForm.of(Key.of(key)).stream()
                .map(Enum::name)
                .sorted()
                .collect(Collectors.joining(" ")))
        .isEqualTo(forms);
  }

  @Test
  void controlCharactersAreOdd() {
    assertThat(KeyForm.of(Key.of("a\tb"))).containsExactly(KeyForm.CONTROL_CHARACTER);
    assertThat(KeyForm.of(Key.of("a\u007f"))).containsExactly(KeyForm.CONTROL_CHARACTER);
  }

  @ParameterizedTest
  @EnumSource
  void theExampleOfAShapeHasThisShapeOnly(KeyForm form) {
    assertThat(KeyForm.of(form.example(Key.of("p/"), "n"))).containsExactly(form);
    assertThat(KeyForm.of(form.example(Key.EMPTY, "n"))).containsExactly(form);
  }
}
