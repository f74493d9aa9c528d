// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void namesTheVersionAndTheCommit() {
    assertThat(Version.describe(built("1.2.3", "0a1b2c3", "false")))
        .isEqualTo("1.2.3 (commit 0a1b2c3)");
  }

  @Test
  void saysThatTheCheckoutHadChanges() {
    assertThat(Version.describe(built("1.2.3", "0a1b2c3", "true")))
        .isEqualTo("1.2.3 (commit 0a1b2c3, with changes)");
  }

  @Test
  void outsideOfACheckoutTheCommitIsUnknown() {
    assertThat(Version.describe(built("1.2.3", "${git.commit.id.abbrev}", "${git.dirty}")))
        .isEqualTo("1.2.3 (commit unknown)");
    assertThat(Version.describe(new Properties())).isEqualTo("unknown (commit unknown)");
  }

  @Test
  void theBuildFillsInTheVersion() {
    assertThat(new Version().getVersion()[0])
        .matches(
            "s3copy \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(commit ([0-9a-f]{7,}(, with"
                + " changes)?|unknown)\\)");
  }

  private static Properties built(String version, String commit, String changed) {
    Properties built = new Properties();
    built.setProperty("version", version);
    built.setProperty("commit", commit);
    built.setProperty("changed", changed);
    return built;
  }
}
