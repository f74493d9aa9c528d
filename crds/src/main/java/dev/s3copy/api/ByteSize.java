// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A number of bytes, written as an integer or as a Kubernetes quantity (`10Mi`, `5G`).
///
/// As everywhere in Kubernetes fractions of a byte round up, and what exceeds 64 bits means the
/// largest value.
public record ByteSize(@JsonValue long bytes) {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative size: " + bytes);
    }
  }

  /// @throws IllegalArgumentException if it is neither an integer nor a quantity, or negative
  @JsonCreator
  public static ByteSize parse(Object intOrString) {
    BigDecimal exact = Quantity.getAmountInBytes(new Quantity(intOrString.toString()));
    return new ByteSize(exact.min(LARGEST).setScale(0, RoundingMode.CEILING).longValueExact());
  }
}
