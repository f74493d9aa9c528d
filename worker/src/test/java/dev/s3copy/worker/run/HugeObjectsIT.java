// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An object too large for the memory of the run is named before anything moves.
class HugeObjectsIT {
  private static final long MOST_PARTS = 10_000;

  @TempDir private Path folder;

  @Test
  void objectTooLargeForTheMemoryFailsInADryRunToo() throws InterruptedException, IOException {
    long most =
        MOST_PARTS * Sizing.of(Runtime.getRuntime().availableProcessors(), null, null).bodyBytes();
    try (EmbeddedS3 s3 = EmbeddedS3.start()) {
      s3.createBucket("src").createBucket("dst");
      s3.put("src", "small", new byte[10], Map.of());
      s3.putPattern("src", Key.of("huge"), most + 1, 1);
      s3.putPattern("src", Key.of("large"), most, 1);
      RunFixture fixture = new RunFixture(folder, s3);
      String from = RunFixture.bucket(s3.endpoint(), "src", "");
      String to = RunFixture.bucket(s3.endpoint(), "dst", "");

      RunResult result =
          fixture.run(RunFixture.manifest(from, to, "transfer: Stream\ndryRun: true"));

      assertThat(result.totals().copied()).isEqualTo(2);
      assertThat(result.totals().failed()).isOne();
      assertThat(Files.readString(Path.of(Objects.requireNonNull(result.report()))))
          .contains("huge", "ObjectTooLarge", "--memory-budget", "workers.resources");
    }
  }
}
