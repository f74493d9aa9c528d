// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;

/// Twenty small objects and a large one, on a server behind a front that makes it odd.
abstract class OddServersFixture extends FrontFixture {
  static final int LARGE = (9 << 20) + 5;
  static final byte[] SMALL = random(1000, 1);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 20; i++) s3.put("src", "k/" + i, SMALL, Map.of());
    s3.put("src", "large", random(LARGE, 2), Map.of());
  }

  RunResult copy(String more) throws InterruptedException {
    return fixture.run(manifest(bucket("src"), bucket("dst"), more));
  }

  void refuse(String header, Fault fault) {
    faults.add(FaultRule.of(header, fault).where(request -> request.hasHeader(header)));
  }

  static Fault invalid(String message) {
    return new Fault.Status(400, "InvalidArgument", message);
  }

  void assertAllCopied(RunResult result) {
    faults.requireAllFired();
    assertThat(result.stopped()).isNull();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    for (Key key : s3.keys("src")) {
      assertThat(s3.read("dst", key)).as("%s", key).isEqualTo(s3.read("src", key));
    }
  }

  static String report(RunResult result) throws IOException {
    return Files.readString(Path.of(Objects.requireNonNull(result.report())));
  }
}
