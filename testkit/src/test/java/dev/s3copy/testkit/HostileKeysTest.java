// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import org.junit.jupiter.api.Test;

class HostileKeysTest {
  @Test
  void there_are_at_least_150_distinct_keys_in_byte_order() {
    assertThat(HostileKeys.all())
        .hasSizeGreaterThanOrEqualTo(150)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void every_key_is_one_that_s3_accepts_and_has_a_reason() {
    assertThat(HostileKeys.corpus())
        .allSatisfy(
            key -> {
              assertThat(key.key().length()).isBetween(1, 1024);
              assertThat(key.why()).isNotBlank();
            });
  }

  @Test
  void bodies_differ_where_keys_do() {
    assertThat(HostileKeys.body(Key.of("a/"))).isNotEqualTo(HostileKeys.body(Key.of("a")));
  }
}
