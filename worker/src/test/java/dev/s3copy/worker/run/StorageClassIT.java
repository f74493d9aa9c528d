// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way of writing to a bucket gives the object the class that the manifest names.
class StorageClassIT {
  private static final int LARGE = (17 << 20) + 5;

  @TempDir Path folder;
  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private RunFixture fixture;

  @BeforeEach
  void open() {
    s3.createBucket("src").createBucket("dst");
    fixture = new RunFixture(folder, s3);
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transfer: ServerSide", "transfer: Stream", "mode: Inventory"})
  void fromABucket(String way) throws InterruptedException {
    s3.put("src", "small", random(10, 1), Map.of("x-amz-storage-class", "GLACIER_IR"));
    s3.put("src", "large", random(LARGE, 2), Map.of());
    run(RunFixture.bucket(s3.endpoint(), "src", ""), way);
  }

  @Test
  void fromAVolume() throws InterruptedException, IOException {
    Files.write(fixture.volume().resolve("small"), random(10, 1));
    Files.write(fixture.volume().resolve("large"), random(LARGE, 2));
    run(RunFixture.claim(), "");
  }

  private void run(String source, String more) throws InterruptedException {
    String destination =
        "{s3: {bucket: dst, endpoint: \"%s\", storageClass: my-class, credentials: {secretName: keys}}}"
            .formatted(s3.endpoint());
    RunResult result = fixture.run(RunFixture.manifest(source, destination, more));
    assertThat(result.totals().copied()).isEqualTo(2);
    assertThat(s3.keys("dst")).isNotEmpty();
    for (Key key : s3.keys("dst")) {
      assertThat(Objects.requireNonNull(s3.find("dst", key)).headers().get("x-amz-storage-class"))
          .as(key.toString())
          .isEqualTo("my-class");
    }
  }
}
