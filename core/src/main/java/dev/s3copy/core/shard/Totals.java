// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

/// Objects and bytes by outcome. Once all is settled, `listed = copied + skipped + excluded +
/// failed`.
public record Totals(
    long listed,
    long copied,
    long skipped,
    long excluded,
    long failed,
    long bytesListed,
    long bytesCopied) {
  public static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0);

  public Totals plus(Totals other) {
    return new Totals(
        listed + other.listed,
        copied + other.copied,
        skipped + other.skipped,
        excluded + other.excluded,
        failed + other.failed,
        bytesListed + other.bytesListed,
        bytesCopied + other.bytesCopied);
  }

  public long settled() {
    return copied + skipped + excluded + failed;
  }
}
