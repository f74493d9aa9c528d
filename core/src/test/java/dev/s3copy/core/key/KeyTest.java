// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTest {
  @ParameterizedTest
  @CsvSource({
    "data/0001, data/0000",
    "a/, a.",
    "'a ', a",
    "'a!', a",
    "b\u00e9, b\u00e8",
    "b\u00a0, b",
    "b\ue000, b",
    "'b\ud83d\ude00', 'b\ud83d\uddff'",
    "x, w",
    "'!', ''",
  })
  void keyBeforeAnotherIsPlainAndNear(String key, String before) {
    assertThat(Key.of(key).before()).isEqualTo(Key.of(before));
  }

  @Property
  void keyBeforeAnotherSortsBeforeIt(@ForAll @Size(min = 1, max = 6) byte[] bytes) {
    assertThat(Key.ofBytes(bytes).before()).isLessThan(Key.ofBytes(bytes));
  }

  @Property
  void keyBeforeTextIsText(@ForAll String text) {
    Key before = Key.of(text).before();
    assertThat(before.utf8()).isNotNull();
    if (!text.isEmpty()) assertThat(before).isLessThan(Key.of(text));
  }
}
