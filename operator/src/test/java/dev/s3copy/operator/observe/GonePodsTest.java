// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.operator.scene.PodSample;
import dev.s3copy.operator.scene.ShardSample;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;

class GonePodsTest {
  private final GonePods gone = new GonePods();
  private int asked;

  @Test
  void aRunningHolderIsThereAndNobodyIsAsked() {
    assertThat(gone.among(heldBy("p1"), pods("Running", "p1"), () -> live())).isEmpty();
    assertThat(asked).isZero();
  }

  @Test
  void aHolderThatEndedIsGone() {
    assertThat(gone.among(heldBy("p1"), pods("Failed", "p1"), () -> live())).containsExactly("p1");
    assertThat(asked).isZero();
  }

  @Test
  void aHolderThatOnlyTheServerKnowsYetIsThere() {
    assertThat(gone.among(heldBy("p1"), List.of(), () -> live("p1"))).isEmpty();
  }

  @Test
  void aHolderThatNeitherKnowsIsGoneAndAskedForOnce() {
    assertThat(gone.among(heldBy("p1"), List.of(), () -> live())).containsExactly("p1");
    assertThat(gone.among(heldBy("p1"), List.of(), () -> live())).containsExactly("p1");
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void whoHoldsNothingIsForgotten() {
    gone.among(heldBy("p1"), List.of(), () -> live());
    assertThat(gone.among(List.of(), List.of(), () -> live())).isEmpty();
  }

  private List<Pod> live(String... uids) {
    asked++;
    return pods("Running", uids);
  }

  private static List<Pod> pods(String phase, String... uids) {
    return List.of(uids).stream().map(uid -> PodSample.of(phase, uid).build()).toList();
  }

  private static List<S3CopyShard> heldBy(String uid) {
    S3CopyShard shard = new S3CopyShard();
    shard.setStatus(ShardSample.running(uid).status());
    return List.of(shard);
  }
}
