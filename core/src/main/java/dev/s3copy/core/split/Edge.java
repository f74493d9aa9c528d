// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

/// Keys read right beside a gap: so many on so much of the key space.
record Edge(double keys, double span) {
  static final Edge UNKNOWN = new Edge(0, 1);

  double density() {
    return keys / span;
  }
}
