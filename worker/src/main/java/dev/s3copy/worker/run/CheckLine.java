// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

/// One thing that a check found out about an end of a copy.
///
/// @param side `source`, `destination` or `report`
/// @param subject what was looked at: `reachable`, `list`, `read`, `tags`, `clock`, `write`, or a
///     capability of servers in CamelCase
/// @param finding for people: what is the case and, unless all is well, what to do
public record CheckLine(Status status, String side, String subject, String finding) {
  /// How much it matters.
  public enum Status {
    OK,
    /// A copy works, but not in every respect.
    NOTE,
    /// A copy could not start.
    FAILED
  }
}
