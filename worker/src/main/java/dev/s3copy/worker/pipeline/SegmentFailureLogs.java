// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

/// Failure lines as numbered objects; the mark is how many there are.
///
/// A crash may leave one object beyond the mark. The next holder writes the same number again. If
/// no key fails this time, nothing is written, and the old object stays.
public record SegmentFailureLogs(SegmentSink sink) implements FailureLogs {
  @Override
  public FailureLog open(String shardId, long mark) {
    return new Segments(shardId, Math.toIntExact(mark));
  }

  private final class Segments implements FailureLog {
    private final String shardId;
    private int written;

    Segments(String shardId, int written) {
      this.shardId = shardId;
      this.written = written;
    }

    @Override
    public long append(byte[] lines) throws InterruptedException {
      if (lines.length > 0) sink.put(shardId, written++, lines);
      return written;
    }
  }
}
