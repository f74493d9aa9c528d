// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of a manifest file: one valid S3Copy, or everything that is wrong with it.
public final class LoadedManifest {
  private final @Nullable CopyManifest copy;
  private final List<Problem> problems;
  private final String canonicalSpecJson;
  private final List<String> notes;

  private LoadedManifest(
      @Nullable CopyManifest copy,
      List<Problem> problems,
      String canonicalSpecJson,
      List<String> notes) {
    this.copy = copy;
    this.problems = List.copyOf(problems);
    this.canonicalSpecJson = canonicalSpecJson;
    this.notes = List.copyOf(notes);
  }

  static LoadedManifest valid(CopyManifest copy, String canonicalSpecJson, List<String> notes) {
    return new LoadedManifest(copy, List.of(), canonicalSpecJson, notes);
  }

  static LoadedManifest invalid(List<Problem> problems, List<String> notes) {
    return new LoadedManifest(null, problems, "", notes);
  }

  public boolean isValid() {
    return problems.isEmpty();
  }

  /// All problems at once; empty for a valid manifest.
  public List<Problem> problems() {
    return problems;
  }

  /// @throws IllegalStateException if there are problems
  public CopyManifest copy() {
    if (copy == null) {
      throw new IllegalStateException("invalid manifest: " + problems);
    }
    return copy;
  }

  /// The spec with defaults, as JSON with sorted keys, without the fields that may change while the
  /// copy runs. Two manifests with the same text copy the same things; empty for an invalid
  /// manifest.
  public String canonicalSpecJson() {
    return canonicalSpecJson;
  }

  /// What was ignored in the file, such as objects of other kinds; each a sentence for people.
  public List<String> notes() {
    return notes;
  }
}
