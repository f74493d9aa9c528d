// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

import static dev.s3copy.operator.scene.ShardSample.done;
import static dev.s3copy.operator.scene.ShardSample.pending;
import static dev.s3copy.operator.scene.ShardSample.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.desired.JobAnnotations;
import dev.s3copy.operator.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyEventTest {
  @Test
  void theStartIsToldOnce() {
    S3CopyStatus started = Scene.of().status();
    assertThat(reasons(null, started)).isEqualTo(List.of("Started"));
    assertThat(reasons(started, started)).isEmpty();
  }

  @Test
  void theFirstFailureIsToldAndNoOther() {
    S3CopyStatus none = working(0);
    assertThat(reasons(none, working(1))).isEqualTo(List.of("ObjectFailed"));
    assertThat(reasons(working(1), working(2))).isEmpty();
  }

  @Test
  void aStallAndARetryAreTold() {
    Scene failing = Scene.of().root(pending().error("SlowDown", false)).job(1).jobSuspended();
    S3CopyStatus stalled = failing.status();
    assertThat(reasons(working(0), stalled)).isEqualTo(List.of("SlowDown"));
    S3CopyStatus retried = failing.toldSelf(Duration.ofSeconds(30)).status();
    assertThat(reasons(stalled, retried)).isEqualTo(List.of("Retrying"));
  }

  @Test
  void everyEndIsToldByItsName() {
    S3CopyStatus before = working(0);
    assertThat(reasons(before, Scene.of().root(done(5)).job(1).status()))
        .isEqualTo(List.of("Succeeded"));
    assertThat(reasons(working(1), Scene.of().root(done(0).counts(4, 1)).job(1).status()))
        .isEqualTo(List.of("PartiallyFailed"));
    S3CopyStatus failed =
        Scene.of()
            .root(pending().error("NoSuchBucket", true))
            .job(1, new JobAnnotations(0, 0, Instant.EPOCH))
            .status();
    assertThat(reasons(before, failed)).isEqualTo(List.of("NoSuchBucket"));
  }

  @Test
  void anotherRunStartsAgain() {
    S3CopyStatus end = Scene.of().root(done(5)).job(1).status();
    assertThat(reasons(end, Scene.of("trigger: again").status())).isEqualTo(List.of("Started"));
  }

  private static S3CopyStatus working(long failed) {
    return Scene.of().root(running("p1").counts(4, failed)).job(1).pods("Running", "p1").status();
  }

  private static List<String> reasons(@Nullable S3CopyStatus before, S3CopyStatus after) {
    return CopyEvent.between(before, after).stream().map(CopyEvent::reason).toList();
  }
}
