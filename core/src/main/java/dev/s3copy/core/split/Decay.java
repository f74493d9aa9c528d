// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

/// How the density of keys runs through a gap: from its dense edge it falls as a power of the
/// distance, measured in the span of the keys read at that edge, and arrives at what the other edge
/// shows. Even where both edges are alike; where they differ by orders of magnitude, the keys stay
/// near the dense one, as they do in folders within folders.
///
/// @param dense the edge from which the density falls
/// @param fromHigh whether that is the upper edge
/// @param exponent 0 = even
/// @param span of the gap
record Decay(Edge dense, boolean fromHigh, double exponent, double span) {
  /// Keys that fill no more than this part of a gap may stand in a corner.
  private static final double FAR = 1e5;

  /// Between even and wholly in the corner.
  private static final double UNKNOWN_EXPONENT = 0.5;

  private static final double NEARLY_ONE = 1e-6;

  static Decay between(Edge low, Edge high, double span) {
    boolean fromHigh = high.density() > low.density();
    Edge dense = fromHigh ? high : low;
    Edge other = fromHigh ? low : high;
    if (span <= 0) return new Decay(dense, fromHigh, 0, span);
    if (other.keys() == 0) {
      double guess = span > FAR * dense.span() ? UNKNOWN_EXPONENT : 0;
      return new Decay(dense, fromHigh, guess, span);
    }
    double reach = Math.log1p(span / dense.span());
    return new Decay(dense, fromHigh, Math.log(dense.density() / other.density()) / reach, span);
  }

  double keys() {
    return dense.keys() * grown(span / dense.span());
  }

  /// How far from the dense edge one is when the fraction `share` of the keys is passed.
  double distance(double share) {
    if (span <= 0) return 0;
    return Math.min(span, shrunk(share * grown(span / dense.span())) * dense.span());
  }

  /// The integral of (1 + u)^-exponent from 0 to `distance`.
  private double grown(double distance) {
    double power = 1 - exponent;
    if (Math.abs(power) < NEARLY_ONE) return Math.log1p(distance);
    return Math.expm1(power * Math.log1p(distance)) / power;
  }

  private double shrunk(double area) {
    double power = 1 - exponent;
    if (Math.abs(power) < NEARLY_ONE) return Math.expm1(area);
    return Math.expm1(Math.log1p(power * area) / power);
  }
}
