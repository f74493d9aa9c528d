// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.scene.Samples;
import org.junit.jupiter.api.Test;

class RunNamesTest {
  /// What Kubernetes appends to a Job's name for a pod: index and five random characters.
  private static final String POD_SUFFIX = "-999-abcde";

  private static final int LABEL = 63;

  @Test
  void theSameCopyHasTheSameRunAlways() {
    assertThat(RunId.of(copy("a", ""))).isEqualTo(RunId.of(copy("a", ""))).matches("[0-9a-f]{10}");
  }

  @Test
  void theRunIdIsTheDocumentedHash() {
    // printf 'uid-1\nagain' | sha256sum
    assertThat(RunId.of(copy("a", "trigger: again"))).isEqualTo("2d08759aba");
  }

  @Test
  void anotherTriggerIsAnotherRun() {
    assertThat(RunId.of(copy("a", "trigger: again"))).isNotEqualTo(RunId.of(copy("a", "")));
  }

  @Test
  void anotherUidIsAnotherRun() {
    S3Copy again = copy("a", "");
    again.getMetadata().setUid("uid-2");
    assertThat(RunId.of(again)).isNotEqualTo(RunId.of(copy("a", "")));
  }

  @Test
  void shortNamesStayReadable() {
    assertThat(RunNames.stemOf("photos")).isEqualTo("photos");
    assertThat(RunNames.stemOf("a".repeat(40))).isEqualTo("a".repeat(40));
  }

  @Test
  void longNamesAreCutAndToldApartByTheirHash() {
    String one = RunNames.stemOf("a".repeat(252) + "b");
    String other = RunNames.stemOf("a".repeat(252) + "c");
    assertThat(one).hasSize(40).startsWith("a".repeat(33) + "-").isNotEqualTo(other);
  }

  @Test
  void podNamesOfTheLongestNameAreHostNames() {
    S3Copy copy = copy("x." + "a".repeat(251), "");
    RunNames names = RunNames.of(copy);
    assertThat(names.job() + POD_SUFFIX).hasSizeLessThanOrEqualTo(LABEL).doesNotContain(".");
    assertThat(names.labels().values())
        .allSatisfy(v -> assertThat(v).hasSizeLessThanOrEqualTo(LABEL));
  }

  @Test
  void shardsAreNamedByTheirIds() {
    RunNames names = RunNames.of(copy("photos", ""));
    assertThat(names.shard("0.3.1")).isEqualTo("photos-" + names.runId() + "-0.3.1");
  }

  private static S3Copy copy(String name, String more) {
    S3Copy copy = Samples.copy("team", name, more);
    copy.getMetadata().setUid("uid-1");
    return copy;
  }
}
