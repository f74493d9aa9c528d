// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.google.re2j.Pattern;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The operators and functions of CEL that our rules use, and the few that Kubernetes adds.
final class CelFunctions {
  static final Set<String> OF_ONE = Set.of("size", "bytes", "string", "quantity");
  static final Set<String> OF_TWO =
      Set.of("contains", "startsWith", "endsWith", "matches", "compareTo");

  private CelFunctions() {}

  static Object of(String function, Object value) throws CelException {
    return switch (function) {
      case "size" -> size(value);
      case "bytes" -> expect(String.class, value).getBytes(StandardCharsets.UTF_8);
      case "string" ->
          value instanceof Long number ? number.toString() : expect(String.class, value);
      case "quantity" -> quantity(expect(String.class, value));
      default -> throw new IllegalStateException("CEL function " + function);
    };
  }

  static Object of(String function, Object left, Object right) throws CelException {
    return switch (function) {
      case "==" -> isEqual(left, right);
      case "!=" -> !isEqual(left, right);
      case "<" -> compare(left, right) < 0;
      case "<=" -> compare(left, right) <= 0;
      case ">" -> compare(left, right) > 0;
      case ">=" -> compare(left, right) >= 0;
      case "compareTo" -> (long) compare(left, right);
      default -> ofText(function, expect(String.class, left), expect(String.class, right));
    };
  }

  private static Object ofText(String function, String text, String other) {
    return switch (function) {
      case "+" -> text + other;
      case "contains" -> text.contains(other);
      case "startsWith" -> text.startsWith(other);
      case "endsWith" -> text.endsWith(other);
      // As CEL has it: RE2, anywhere in the text, in linear time.
      case "matches" -> Pattern.compile(other).matcher(text).find();
      default -> throw new IllegalStateException("CEL function " + function);
    };
  }

  private static boolean isEqual(Object left, Object right) throws CelException {
    if (left instanceof byte[] || left instanceof BigDecimal) throw noOverload("==", left);
    return left.equals(right);
  }

  /// Text is not compared, as its order in CEL is not that of Java.
  private static int compare(Object left, Object right) throws CelException {
    if (left instanceof byte[] bytes)
      return Arrays.compareUnsigned(bytes, expect(byte[].class, right));
    if (left instanceof Long number) return number.compareTo(expect(Long.class, right));
    if (left instanceof Instant time) return time.compareTo(expect(Instant.class, right));
    if (left instanceof BigDecimal size) return size.compareTo(expect(BigDecimal.class, right));
    throw noOverload("comparison", left);
  }

  private static long size(Object value) throws CelException {
    if (value instanceof String text) return text.codePointCount(0, text.length());
    if (value instanceof byte[] bytes) return bytes.length;
    if (value instanceof List<?> list) return list.size();
    return expect(Map.class, value).size();
  }

  private static BigDecimal quantity(String text) throws CelException {
    try {
      return Quantity.getAmountInBytes(new Quantity(text));
    } catch (IllegalArgumentException e) {
      throw new CelException("not a quantity: " + text, e);
    }
  }

  static <T> T expect(Class<T> type, Object value) throws CelException {
    if (type.isInstance(value)) return type.cast(value);
    throw noOverload(type.getSimpleName(), value);
  }

  private static CelException noOverload(String wanted, Object value) {
    return new CelException(
        "no such overload: " + wanted + " of " + value.getClass().getSimpleName());
  }
}
