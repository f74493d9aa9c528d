// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.worker.s3.Capability;

/// A promise that could not be kept in a run, for a reason outside it. The run went on, and must
/// say so: the counts alone would look as if all were well.
///
/// @param code one word for programs
/// @param message for people: where, why, what it means, and what to do
public record Limitation(String code, String message) {
  static Limitation of(Capability missing, String address) {
    return new Limitation(
        missing.word() + "Unsupported", address + ": its server " + missing.effect());
  }

  static Limitation notDurable(String folder) {
    return new Limitation(
        "FsyncUnsupported",
        folder
            + ": its file system does not support fsync, so a power cut may lose files that are"
            + " counted as copied; use another file system, or copy again after a power cut");
  }
}
