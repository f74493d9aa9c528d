// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import org.junit.jupiter.api.Test;

class HostileKeysTest {
  @Test
  void thereAreAtLeast150DistinctKeysInByteOrder() {
    assertThat(HostileKeys.all())
        .hasSizeGreaterThanOrEqualTo(150)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void everyKeyIsOneThatS3AcceptsAndHasAReason() {
    assertThat(HostileKeys.corpus())
        .allSatisfy(
            key -> {
              assertThat(key.key().length()).isBetween(1, 1024);
              assertThat(key.why()).isNotBlank();
            });
  }

  @Test
  void bodiesDifferWhereKeysDo() {
    assertThat(HostileKeys.body(Key.of("a/"))).isNotEqualTo(HostileKeys.body(Key.of("a")));
  }
}
