// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is made by a program and committed nevertheless, so that people can read it.
record CommittedFile(Path path) {
  static CommittedFile at(Path path) {
    return new CommittedFile(path);
  }

  void mustBe(String made) throws IOException {
    if (Boolean.getBoolean("s3copy.regenerate")) {
      Files.writeString(path, made);
    }
    assertThat(path).as("%s; to make it again: %s", path, CrdGeneration.COMMAND).hasContent(made);
  }
}
