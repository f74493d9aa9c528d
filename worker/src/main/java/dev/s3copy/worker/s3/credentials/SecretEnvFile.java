// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `NAME=value` lines; `#` comments, a leading `export` and quotes around the value are allowed.
final class SecretEnvFile extends SecretFiles {
  private static final String EXPORT = "export ";

  private final Path file;

  SecretEnvFile(Path file) {
    this.file = file;
  }

  @Override
  @Nullable String read(String key) {
    String content = text(file);
    if (content == null) return null;
    return content
        .lines()
        .map(SecretEnvFile::withoutExport)
        .filter(line -> line.startsWith(key + "="))
        .map(line -> unquoted(line.substring(key.length() + 1).strip()))
        .reduce((first, last) -> last)
        .orElse(null);
  }

  private static String withoutExport(String line) {
    String stripped = line.strip();
    return stripped.startsWith(EXPORT) ? stripped.substring(EXPORT.length()).strip() : stripped;
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted =
        last > 0
            && value.charAt(0) == value.charAt(last)
            && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    return quoted ? value.substring(1, last) : value;
  }

  @Override
  Path where() {
    return file;
  }
}
