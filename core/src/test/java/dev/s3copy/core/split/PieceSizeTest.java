// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PieceSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 64, 1",
    "4999, 4096, 64, 1",
    "5001, 4096, 64, 2",
    "100000, 4096, 64, 20",
    "1000000, 4096, 64, 64",
    "40, 5368709120, 64, 40",
    "1000, 1048576, 64, 2",
    "1000, 0, 1, 1"
  })
  void aPieceKeepsAWorkerBusyForSomeSeconds(
      long keys, double averageBytes, int wanted, int pieces) {
    assertThat(PieceSize.of(averageBytes, PieceSize.OBJECTS).pieces(keys, wanted))
        .isEqualTo(pieces);
  }

  @Test
  void cutsAreLeftOutEvenly() {
    List<Key> cuts = IntStream.range(1, 12).mapToObj(i -> Key.of("%02d".formatted(i))).toList();
    assertThat(PieceSize.thin(cuts, 4)).containsExactly(Key.of("03"), Key.of("06"), Key.of("09"));
    assertThat(PieceSize.thin(cuts, 1)).isEmpty();
    assertThat(PieceSize.thin(cuts, 12)).isEqualTo(cuts);
    assertThat(PieceSize.thin(cuts, 20)).isEqualTo(cuts);
  }
}
