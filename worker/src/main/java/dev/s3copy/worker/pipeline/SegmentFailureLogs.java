// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

/// Failure lines as numbered objects; the mark is how many there are.
///
/// A crash may leave one object beyond the mark. The next holder writes the same number again. If
/// no key fails this time, nothing is written, and the old object stays.
public record SegmentFailureLogs(SegmentSink sink) implements FailureLogs {
  @Override
  public long append(String shardId, long mark, byte[] lines) throws InterruptedException {
    if (lines.length == 0) return mark;
    sink.put(shardId, Math.toIntExact(mark), lines);
    return mark + 1;
  }
}
