// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The text of a manifest file, or the reason why it cannot be read.
final class ManifestFile {
  static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("is a folder; name the manifest file itself");
    }
    if (Files.isRegularFile(file) && Files.size(file) > YamlDocuments.LARGEST_MANIFEST) {
      throw new IOException(
          "larger than 3 MiB, the most the API server takes; is this the manifest?");
    }
    return Files.readString(file);
  }

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file; check the path";
      case AccessDeniedException _ -> "permission denied; make the file readable for this user";
      case CharacterCodingException _ -> "not UTF-8 text; is this the manifest?";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  private ManifestFile() {}
}
