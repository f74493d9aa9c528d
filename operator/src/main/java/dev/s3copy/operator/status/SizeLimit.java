// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.api.CheckLine;
import dev.s3copy.api.FailedObject;
import dev.s3copy.api.Limitation;
import java.util.ArrayList;
import java.util.List;

/// Keeps a status below 64 KiB whatever workers write. Keys, messages and log lines come from
/// outside, and one character may need six bytes of JSON. All other fields are much smaller.
final class SizeLimit {
  private static final int SAMPLES_BYTES = 32 * 1024;
  private static final int LIMITATIONS_BYTES = 8 * 1024;
  private static final int CHECKS_BYTES = 8 * 1024;
  private static final int LOG_BYTES = 8 * 1024;
  static final int MESSAGE_BYTES = 4 * 1024;
  private static final int SAMPLES = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SizeLimit() {}

  /// As many whole samples as fit.
  static List<FailedObject> samples(List<FailedObject> all) {
    return fitting(all, SAMPLES, SAMPLES_BYTES);
  }

  /// As many whole ones as fit.
  static List<Limitation> limitations(List<Limitation> all) {
    return fitting(all, Limitation.MOST, LIMITATIONS_BYTES);
  }

  /// As many whole ones as fit.
  static List<CheckLine> checks(List<CheckLine> all) {
    return fitting(all, CheckLine.MOST, CHECKS_BYTES);
  }

  private static <T> List<T> fitting(List<T> all, int most, int mostBytes) {
    List<T> kept = new ArrayList<>();
    int left = mostBytes;
    for (T each : all) {
      int size = bytes(each);
      if (kept.size() == most) break;
      if (size > left) continue;
      left -= size;
      kept.add(each);
    }
    return kept;
  }

  /// The last lines, each clipped.
  static List<String> log(List<String> lines) {
    List<String> kept = new ArrayList<>();
    int left = LOG_BYTES;
    for (String line : lines.reversed()) {
      int size = bytes(line);
      if (size > left) break;
      left -= size;
      kept.add(line);
    }
    return kept.reversed();
  }

  static String message(String text) {
    String clipped = text;
    while (bytes(clipped) > MESSAGE_BYTES) {
      int end = clipped.length() * 3 / 4;
      if (Character.isHighSurrogate(clipped.charAt(end - 1))) end--;
      clipped = clipped.substring(0, end) + "…";
    }
    return clipped;
  }

  private static int bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value).length;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of strings are always JSON", e);
    }
  }
}
