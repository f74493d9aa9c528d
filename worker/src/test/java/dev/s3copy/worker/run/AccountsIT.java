// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose bucket it is, and who pays: every request to it says so.
class AccountsIT {
  private static final int LARGE = (9 << 20) + 5;
  private static final String SOURCE_OWNER = "111122223333";
  private static final String OWNER = "444455556666";

  @TempDir private Path folder;
  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private RunFixture fixture;

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst").createBucket("rep");
    s3.ownedBy("src", SOURCE_OWNER).requesterPays("src");
    s3.ownedBy("dst", OWNER).requesterPays("dst");
    s3.ownedBy("rep", OWNER).requesterPays("rep");
    fixture = new RunFixture(folder, s3);
    s3.put("src", "small", random(10, 1), Map.of());
    s3.put("src", "large", random(LARGE, 2), Map.of());
    s3.tag("src", Key.of("small"), Map.of("a", "b"));
    s3.tag("src", Key.of("large"), Map.of("a", "b"));
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private String bucket(String name, String owner) {
    return RunFixture.bucket(s3.endpoint(), name, "")
        .replace(
            "credentials",
            "requesterPays: true, expectedBucketOwner: \"" + owner + "\", credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"transfer: ServerSide", "transfer: Stream", "mode: Inventory", "overwrite: Never"})
  void fromBucketToBucket(String way) throws InterruptedException {
    s3.putPattern("src", Key.of("archived"), 10, 3);
    s3.put("src", "archived", random(10, 1), Map.of("x-amz-storage-class", "GLACIER"));
    String report = "\nreport: " + bucket("rep", OWNER);
    RunResult result =
        fixture.run(manifest(bucket("src", SOURCE_OWNER), bucket("dst", OWNER), way + report));
    assertThat(result.stopped()).isNull();
    assertThat(result.totals().copied()).isEqualTo(way.contains("Inventory") ? 3 : 2);
    if (!way.contains("Inventory")) assertThat(s3.keys("rep")).isNotEmpty();
  }

  @Test
  void toAVolumeAndBack() throws InterruptedException, IOException {
    RunResult restored = fixture.run(manifest(bucket("src", SOURCE_OWNER), claim(), ""));
    assertThat(restored.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(Files.readAllBytes(fixture.volume().resolve("large"))).hasSize(LARGE);
    RunResult stored =
        RunFixture.run(
            fixture.options(
                manifest(claim(), bucket("dst", OWNER), ""), folder.resolve("state-2")));
    assertThat(stored.totals().copied()).isEqualTo(2);
  }

  @Test
  void aBucketOfAnotherOwnerIsRefusedBeforeAnythingMoves() {
    assertThatThrownBy(() -> fixture.run(manifest(bucket("src", OWNER), bucket("dst", OWNER), "")))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.failure().kind()).isEqualTo(FailureKind.LIST_DENIED);
              assertThat(e.failure().message()).contains("expectedBucketOwner", OWNER);
            });
    assertThat(s3.keys("dst")).isEmpty();
  }
}
