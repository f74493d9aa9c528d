// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What the server was asked for, as `/_stats` shows it. `?reset` starts again from zero.
final class Stats {
  enum Op {
    LIST,
    HEAD,
    GET,
    PUT,
    COPY,
    PART,
    PART_COPY,
    CREATE_UPLOAD,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    DELETE,
    OTHER,
    SLOW_DOWN,
    RESET,
    CUT
  }

  private static final double NANOS = 1e9;
  private static final long MICROS = 1_000_000;

  private final Map<Op, LongAdder> counts = new EnumMap<>(Op.class);
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder readAgain = new LongAdder();
  private final Map<String, BitSet> read = new ConcurrentHashMap<>();
  private volatile double cpuAtReset;

  /// Microseconds since 1970; 0 before the first request.
  private final AtomicLong firstRequest = new AtomicLong();

  private volatile long lastRequest;

  /// Requests whose head has come and whose answer has not gone out whole.
  private final AtomicInteger inFlight = new AtomicInteger();

  private final AtomicInteger mostInFlight = new AtomicInteger();

  Stats() {
    for (Op op : Op.values()) counts.put(op, new LongAdder());
  }

  void count(Op op) {
    Objects.requireNonNull(counts.get(op)).increment();
  }

  /// Called for every request that is none of [Control].
  void arrived() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * MICROS + now.getNano() / 1000;
    if (firstRequest.get() == 0) firstRequest.compareAndSet(0, micros);
    lastRequest = micros;
    mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
  }

  /// Called once for each [#arrived], also where the connection closes instead of an answer.
  void answered() {
    inFlight.decrementAndGet();
  }

  void received(long n) {
    bytesIn.add(n);
  }

  void sent(long n) {
    bytesOut.add(n);
  }

  /// A GET (or a copy) of a generated object from its first byte on: work that a resumed run must
  /// not repeat more than it has to.
  void readFromStart(String bucket, long number) {
    BitSet seen = read.computeIfAbsent(bucket, _ -> new BitSet());
    synchronized (seen) {
      if (seen.get((int) number)) readAgain.increment();
      else seen.set((int) number);
    }
  }

  void reset() {
    counts.values().forEach(LongAdder::reset);
    bytesIn.reset();
    bytesOut.reset();
    readAgain.reset();
    read.clear();
    firstRequest.set(0);
    mostInFlight.set(inFlight.get());
    cpuAtReset = cpuSeconds();
  }

  String json(int openUploads) {
    StringBuilder out = new StringBuilder("{\"open_uploads\":" + openUploads + ",");
    for (Op op : Op.values()) {
      String name = op.name().toLowerCase(Locale.ROOT);
      out.append('"').append(name).append("\":").append(counts.get(op)).append(',');
    }
    long distinct = 0;
    for (BitSet seen : read.values()) {
      synchronized (seen) {
        distinct += seen.cardinality();
      }
    }
    return out.append("\"bytes_in\":%s,\"bytes_out\":%s,".formatted(bytesIn, bytesOut))
        .append("\"objects_read\":%d,\"objects_read_again\":%s,".formatted(distinct, readAgain))
        .append("\"most_in_flight\":%d,".formatted(mostInFlight.get()))
        .append(seconds("first_request", firstRequest.get()))
        .append(seconds("last_request", lastRequest))
        .append(String.format(Locale.ROOT, "\"cpu_seconds\":%.3f}\n", cpuSeconds() - cpuAtReset))
        .toString();
  }

  private static String seconds(String name, long micros) {
    return String.format(Locale.ROOT, "\"%s\":%.6f,", name, micros / (double) MICROS);
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getProcessCpuTime() / NANOS
        : 0;
  }
}
