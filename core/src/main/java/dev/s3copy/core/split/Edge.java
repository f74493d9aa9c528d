// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

/// The keys read right beside a gap: how many, and how much of the key space they span.
record Edge(double keys, double span) {
  static final Edge UNKNOWN = new Edge(0, 1);

  double density() {
    return keys / span;
  }
}
