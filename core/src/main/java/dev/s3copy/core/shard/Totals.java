// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.shard;

/// Objects and bytes by outcome. Once all is settled, `listed = copied + skipped + gone +
/// excluded + failed`.
///
/// @param skipped already there and the same, or left out by policy
/// @param gone removed from the source after they were listed
public record Totals(
    long listed,
    long copied,
    long skipped,
    long gone,
    long excluded,
    long failed,
    long bytesListed,
    long bytesCopied) {
  public static final Totals ZERO = new Totals(0, 0, 0, 0, 0, 0, 0, 0);

  public Totals plus(Totals other) {
    return new Totals(
        listed + other.listed,
        copied + other.copied,
        skipped + other.skipped,
        gone + other.gone,
        excluded + other.excluded,
        failed + other.failed,
        bytesListed + other.bytesListed,
        bytesCopied + other.bytesCopied);
  }

  public long settled() {
    return copied + skipped + gone + excluded + failed;
  }
}
