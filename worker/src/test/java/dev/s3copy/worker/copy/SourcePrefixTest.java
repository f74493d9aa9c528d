// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import org.junit.jupiter.api.Test;

class SourcePrefixTest {
  private static String refused(String source, String rest) {
    return catchThrowableOfType(
            StoreException.class, () -> SourcePrefix.requirePath(Key.of(source), Key.of(rest)))
        .failure()
        .message();
  }

  @Test
  void aPrefixThatIsAWholeKeyIsCalledThat() {
    assertThat(refused("reports/2024.csv", ""))
        .startsWith("is the source's prefix itself")
        .contains("write prefix: reports/ and name the object in select.include");
    assertThat(refused("x", "")).contains("write no prefix and name");
  }

  @Test
  void aPrefixThatLacksItsSlashIsCalledThat() {
    assertThat(refused("photos/a.jpg", "/a.jpg"))
        .contains("'photos' lacks its slash, so '/a.jpg' is left", "write prefix: photos/");
  }

  @Test
  void saysNothingOfOtherKeys() {
    assertThatCode(
            () -> {
              SourcePrefix.requirePath(Key.of("photos/a"), Key.of("a"));
              SourcePrefix.requirePath(Key.of("photos/"), Key.EMPTY);
              SourcePrefix.requirePath(Key.of("photos//a"), Key.of("/a"));
              SourcePrefix.requirePath(Key.of("/a"), Key.of("/a"));
              SourcePrefix.requirePath(Key.of("photos-old"), Key.of("-old"));
            })
        .doesNotThrowAnyException();
  }
}
