// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// What one end of a copy turned out not to be able to do, where that makes a difference. The run
/// goes on, and says so once: the counts alone would look as if all were well.
///
/// @param capability in CamelCase
/// @param effect for people: where, why, what it means, and what to do
public record Limitation(
    @Required @Size(max = 16) @JsonPropertyDescription("source, destination or report.")
        String side,
    @Required @Size(max = 64) @JsonPropertyDescription("What it cannot do, such as Tags.")
        String capability,
    @Required @Size(max = 1024) @JsonPropertyDescription("What is different without it.")
        String effect) {
  /// Of one copy.
  public static final int MOST = 16;

  private static final int EFFECT_LENGTH = 1024;

  public Limitation {
    side = requireNonNullElse(side, "");
    capability = requireNonNullElse(capability, "");
    effect = requireNonNullElse(effect, "");
    effect = effect.substring(0, Math.min(effect.length(), EFFECT_LENGTH));
  }

  /// One word for programs.
  public String code() {
    return capability + "Unsupported";
  }
}
