// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// One thing that a check found out about an end of a copy.
///
/// @param subject what was looked at: `reachable`, `identity`, `list`, `read`, `tags`, `clock`,
///     `write`, or a capability of servers in CamelCase
/// @param finding for people: what is the case and, unless all is well, what to do
public record CheckLine(
    @Required @JsonPropertyDescription("How much it matters.") Status status,
    @Required @Size(max = 16) @JsonPropertyDescription("source, destination or report.")
        String side,
    @Required @Size(max = 64) @JsonPropertyDescription("What was looked at, such as clock.")
        String subject,
    @Required
        @Size(max = 1024)
        @JsonPropertyDescription("What is the case and, unless all is well, what to do.")
        String finding) {
  /// Of one copy.
  public static final int MOST = 32;

  private static final int FINDING_LENGTH = 1024;

  /// How much it matters.
  public enum Status {
    @JsonProperty("ok")
    OK,
    /// A copy works, but not in every respect.
    @JsonProperty("note")
    NOTE,
    /// A copy could not start.
    @JsonProperty("failed")
    FAILED
  }

  public CheckLine {
    status = requireNonNullElse(status, Status.NOTE);
    side = requireNonNullElse(side, "");
    subject = requireNonNullElse(subject, "");
    finding = requireNonNullElse(finding, "");
    finding = finding.substring(0, Math.min(finding.length(), FINDING_LENGTH));
  }
}
