// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.s3.S3Operation;
import dev.s3copy.testkit.s3.S3Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The last requests that passed a front, and the count of all.
public final class RequestLog {
  /// Requests kept: at about 1 KiB each, some ten MiB.
  public static final int DEFAULT_CAPACITY = 10_000;

  /// @param status what the client was told; 0 where it was told nothing
  /// @param forwarded whether the server heard of it
  /// @param faults names of the rules that struck
  public record Line(S3Request request, int status, boolean forwarded, List<String> faults) {
    @Override
    public String toString() {
      String what = request.operation().title() + " " + request.bucket() + "/" + request.key();
      return what + " -> " + status + (faults.isEmpty() ? "" : " " + faults);
    }
  }

  private final int capacity;
  private final Deque<Line> lines = new ArrayDeque<>();
  private final Map<S3Operation, Long> counts = new EnumMap<>(S3Operation.class);

  RequestLog(int capacity) {
    this.capacity = capacity;
  }

  synchronized void add(Line line) {
    if (lines.size() == capacity) lines.removeFirst();
    lines.addLast(line);
    counts.merge(line.request().operation(), 1L, Long::sum);
  }

  /// Oldest first.
  public synchronized List<Line> lines() {
    return new ArrayList<>(lines);
  }

  public List<Line> lines(Predicate<Line> condition) {
    return lines().stream().filter(condition).toList();
  }

  /// Of all requests since the start, also those no longer kept.
  public synchronized long count(S3Operation operation) {
    return counts.getOrDefault(operation, 0L);
  }

  public synchronized long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  public synchronized void clear() {
    lines.clear();
    counts.clear();
  }
}
