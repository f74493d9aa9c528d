// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The keys of one Secret as they lie in the file system.
abstract sealed class SecretFiles permits SecretFolder, SecretEnvFile, SecretProfile {
  /// The raw value; null where there is none.
  abstract @Nullable String read(String key);

  /// As a person knows it: the Secret's name or the path.
  abstract Path where();

  final String required(String key) {
    String value = read(key);
    if (value == null) throw missing(key, "has no key " + key, "Missing");
    String trimmed = value.strip();
    if (trimmed.isEmpty()) throw missing(key, "has an empty " + key, "Empty");
    return trimmed;
  }

  final String optional(String key) {
    String value = read(key);
    return value == null ? "" : value.strip();
  }

  /// What is read, for people.
  String what() {
    Path name = where().getFileName();
    return "Secret " + (name == null ? where() : name) + " (" + where() + ")";
  }

  private StoreException missing(String key, String found, String code) {
    return new StoreException(
        Failure.of(
            FailureKind.CREDENTIALS_MISSING,
            "credentials",
            "SecretKey" + code,
            what() + " " + found + "; it must hold " + key));
  }

  static @Nullable String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : null;
    } catch (IOException e) {
      throw new StoreException(
          Failure.of(
              FailureKind.CREDENTIALS_MISSING,
              "credentials",
              "SecretUnreadable",
              "cannot read " + file + ": " + e.getClass().getSimpleName()),
          e);
    }
  }
}
