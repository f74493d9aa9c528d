// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs through a front that spoils requests. A fault that never struck fails its test.
abstract class FaultsFixture {
  static final int OBJECTS = 1000;
  static final int ALL = OBJECTS + 2;
  static final int MIDDLE = 1 << 20;
  static final int LARGE = (17 << 20) + 5;

  @TempDir Path folder;
  final EmbeddedS3 s3 = EmbeddedS3.start();
  final FaultPlan faults = FaultPlan.seeded(7);
  final FaultFront front = FaultFront.start(s3.endpoint(), faults);
  RunFixture fixture;

  /// With the volume, the secrets and the state.
  Path folder() {
    return folder;
  }

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst");
    for (int i = 0; i < OBJECTS; i++) s3.put("src", key(i), random(i % 3000, i), Map.of());
    s3.put("src", "middle", random(MIDDLE, 2), Map.of());
    s3.put("src", "large", random(LARGE, 1), Map.of());
    fixture = new RunFixture(folder(), s3);
  }

  @AfterEach
  void stop() {
    front.close();
    s3.close();
  }

  static String key(int i) {
    return "k/%04d".formatted(i);
  }

  String bucket(String bucket) {
    return RunFixture.bucket(front.endpoint(), bucket, "");
  }

  void someOfEverything() {
    someThatNeedNoBody();
    faults.add(heard("cut", new Fault.CutBody(100)));
  }

  /// Not where an upload begins: what becomes of one whose id nobody heard is said by [FaultsIT].
  static FaultRule heard(String name, Fault fault) {
    return FaultRule.of(name, fault)
        .where(request -> request.operation() != S3Operation.CREATE_MULTIPART_UPLOAD)
        .withProbability(0.01);
  }

  void someThatNeedNoBody() {
    faults.add(FaultRule.of("slow down", Fault.slowDown()).withProbability(0.05));
    faults.add(FaultRule.of("reset", new Fault.Reset()).withProbability(0.01));
    faults.add(heard("lost", new Fault.LostResponse()));
  }

  void assertNothingFailed(RunResult result) {
    assertThat(result.stopped()).isNull();
    assertThat(result.report()).isNull();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.totals().settled()).isEqualTo(ALL);
  }

  void assertDestinationIsSource() {
    assertThat(s3.keys("dst")).isEqualTo(s3.keys("src"));
    for (Key key : s3.keys("src")) {
      assertThat(s3.read("dst", key)).as("%s", key).isEqualTo(s3.read("src", key));
    }
    assertThat(s3.pendingUploads("dst")).isEmpty();
  }

  static Failure stopped(RunResult result) {
    return Objects.requireNonNull(result.stopped());
  }
}
