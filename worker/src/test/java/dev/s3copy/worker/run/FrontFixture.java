// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Runs from bucket `src` to bucket `dst` of one server, behind a front that does as it is told.
abstract class FrontFixture {
  @TempDir Path folder;
  final EmbeddedS3 s3 = EmbeddedS3.start();
  final FaultPlan faults = FaultPlan.none();
  final FaultFront front = FaultFront.start(s3.endpoint(), faults);
  RunFixture fixture;

  @BeforeEach
  void open() {
    s3.createBucket("src").createBucket("dst");
    fixture = new RunFixture(folder, s3);
  }

  @AfterEach
  void stop() {
    front.close();
    s3.close();
  }

  String bucket(String name) {
    return RunFixture.bucket(front.endpoint(), name, "");
  }
}
