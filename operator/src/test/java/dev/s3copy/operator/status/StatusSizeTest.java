// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import static dev.s3copy.operator.scene.ShardSample.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.CheckLine;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.scene.PodSample;
import dev.s3copy.operator.scene.Scene;
import dev.s3copy.operator.scene.ShardSample;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSizeTest {
  private static final int LIMIT = 64 * 1024;

  /// Characters that take one, two, three, four and (as JSON) six bytes.
  @ParameterizedTest
  @ValueSource(strings = {"a", "ä", "…", "😀", "\u0001", "\"", "\\"})
  void theLongestTextsOfAllFieldsFit(String character) {
    String key = character.repeat(4096 / character.length());
    String message = character.repeat(2048 / character.length());
    ShardSample root = pending().error("X".repeat(128), false, message);
    for (int i = 0; i < 10; i++) root.sample(i + key.substring(2), message.substring(0, 1024));
    for (int i = 0; i < 32; i++) {
      root.checked(CheckLine.Status.NOTE, "tags", i + message.substring(0, 1000));
    }
    for (int i = 0; i < 16; i++) {
      root.limited(
          "source", i + character.repeat(60 / character.length()), message.substring(0, 1024));
    }
    S3CopyStatus status =
        Scene.of()
            .root(root)
            .job(1)
            .sharing(names())
            .pod(PodSample.ended("p1", 1, "Error", (message + "\n").repeat(20)))
            .status();
    assertThat(new KubernetesSerialization().asJson(status).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(LIMIT);
    assertThat(status.sampleFailures()).isNotEmpty();
    assertThat(status.limitations()).isNotEmpty();
    assertThat(status.checks()).isNotEmpty();
  }

  private static String[] names() {
    String[] names = new String[1000];
    for (int i = 0; i < names.length; i++) names[i] = "n".repeat(249) + (1000 + i);
    return names;
  }
}
