// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

/// What has passed a gate since it was made; only ever grows.
///
/// @param done requests that succeeded
/// @param bytes body bytes that succeeded in moving
/// @param nanos time spent in all requests together
/// @param waits requests that found no permit free
/// @param quickest time of the quickest one that succeeded, of all so far
record GateTotals(
    long done, long throttled, long failed, long bytes, long nanos, long waits, long quickest) {
  static final GateTotals ZERO = new GateTotals(0, 0, 0, 0, 0, 0, Long.MAX_VALUE);

  /// Bytes that cost as much as one request: a small request takes about 15 µs of client CPU, and
  /// moving 1 MiB about 250 µs more. Makes work comparable when object sizes vary.
  private static final double BYTES_PER_REQUEST = 64 * 1024;

  GateTotals since(GateTotals start) {
    return new GateTotals(
        done - start.done,
        throttled - start.throttled,
        failed - start.failed,
        bytes - start.bytes,
        nanos - start.nanos,
        waits - start.waits,
        quickest);
  }

  long ended() {
    return done + throttled + failed;
  }

  /// Useful work in units of one small request.
  double work() {
    return done + bytes / BYTES_PER_REQUEST;
  }

  double throttledShare() {
    return ended() == 0 ? 0 : (double) throttled / ended();
  }

  long meanNanos() {
    return ended() == 0 ? 0 : nanos / ended();
  }
}
