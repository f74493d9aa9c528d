// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.crt.checksums.CRC64NVME;

class ChecksumAlgorithmTest {
  private static byte[] of(ChecksumAlgorithm algorithm, byte[] bytes) {
    ChecksumAlgorithm.Running running = algorithm.start();
    running.update(bytes, 0, bytes.length);
    return running.value();
  }

  /// The check values of the CRC catalogue.
  @ParameterizedTest
  @CsvSource({"CRC32,cbf43926", "CRC32C,e3069283", "CRC64NVME,ae8b14860a799888"})
  void theCheckValueOfTheCatalogueComesOut(ChecksumAlgorithm algorithm, String check) {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(of(algorithm, digits))).isEqualTo(check);
  }

  @Test
  void crc64AgreesWithTheCrt() {
    Random random = new Random(11);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      CRC64NVME theirs = new CRC64NVME();
      theirs.update(bytes, 0, length);
      assertThat(CrcCombination.number(of(ChecksumAlgorithm.CRC64NVME, bytes)))
          .isEqualTo(theirs.getValue());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
  void twoPiecesCombineToTheChecksumOfTheWhole(ChecksumAlgorithm algorithm) {
    byte[] bytes = new byte[5000];
    new Random(13).nextBytes(bytes);
    for (int cut : new int[] {0, 1, 8, 1234, 4999, 5000}) {
      byte[] first = of(algorithm, Arrays.copyOf(bytes, cut));
      byte[] second = of(algorithm, Arrays.copyOfRange(bytes, cut, bytes.length));
      assertThat(algorithm.combine(first, second, bytes.length - cut))
          .isEqualTo(of(algorithm, bytes));
    }
  }
}
