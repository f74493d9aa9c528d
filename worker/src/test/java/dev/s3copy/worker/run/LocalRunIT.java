// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunIT {
  private static final int OBJECTS = 300;
  private static final int LARGE = (20 << 20) + 17;

  @TempDir private Path folder;
  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private RunFixture fixture;
  private @Nullable EmbeddedS3 other;

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst");
    for (int i = 0; i < OBJECTS; i++) {
      s3.put("src", "data/%02d/%05d".formatted(i % 7, i), body(i), headers(i));
    }
    s3.put("src", "data/large", random(LARGE, 1), headers(1));
    s3.put("src", "elsewhere/x", body(1), Map.of());
    fixture = new RunFixture(folder, s3);
  }

  @AfterEach
  void stop() {
    s3.close();
    if (other != null) other.close();
  }

  private static byte[] body(int i) {
    return random(i * 13 % 5000, i);
  }

  private static Map<String, String> headers(int i) {
    return Map.of("content-type", "text/x-" + i % 3, "x-amz-meta-number", Integer.toString(i));
  }

  private String bucket(String bucket, String prefix) {
    return RunFixture.bucket(s3.endpoint(), bucket, prefix);
  }

  private RunResult run(LoadedManifest manifest) throws InterruptedException {
    return fixture.run(manifest);
  }

  private void assertAllCopied(RunResult result) {
    assertThat(result.stopped()).isNull();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    Totals totals = result.totals();
    assertThat(totals.listed()).isEqualTo(OBJECTS + 1);
    assertThat(totals.copied()).isEqualTo(OBJECTS + 1);
    assertThat(totals.settled()).isEqualTo(totals.listed());
    assertThat(totals.bytesCopied()).isEqualTo(totals.bytesListed());
  }

  private void assertSameObjects(EmbeddedS3 there, String bucket, String prefix) {
    assertThat(there.keys(bucket)).hasSize(OBJECTS + 1);
    for (Key key : s3.keys("src")) {
      if (!key.startsWith(Key.of("data/"))) continue;
      Key copy = Key.of(prefix).append(key.without("data/".length()));
      assertThat(there.read(bucket, copy)).as("%s", copy).isEqualTo(s3.read("src", key));
      assertThat(headers(there, bucket, copy)).isEqualTo(headers(s3, "src", key));
    }
    assertThat(there.pendingUploads(bucket)).isEmpty();
  }

  private static Map<String, String> headers(EmbeddedS3 server, String bucket, Key key) {
    return Objects.requireNonNull(server.find(bucket, key)).headers();
  }

  @Test
  @DisplayName("P-24 P-04 P-05 server-side copy: every object of the prefix, with its metadata")
  void copiesInsideOneServer() throws InterruptedException {
    RunResult result = run(manifest(bucket("src", "data/"), bucket("dst", "copy/"), ""));
    assertAllCopied(result);
    assertSameObjects(s3, "dst", "copy/");
  }

  @Test
  @DisplayName("P-24 P-04 P-05 stream copy: across two servers")
  void streamsBetweenServers() throws InterruptedException {
    other = EmbeddedS3.builder().credentials(s3.accessKey(), s3.secretKey()).start();
    other.createBucket("there");
    RunResult result =
        run(manifest(bucket("src", "data/"), RunFixture.bucket(other.endpoint(), "there", ""), ""));
    assertAllCopied(result);
    assertSameObjects(other, "there", "");
  }

  @Test
  @DisplayName("P-24 P-04 restore: bucket to folder, and back to a bucket by backup")
  void restoresAndBacksUp() throws InterruptedException, IOException {
    assertAllCopied(run(manifest(bucket("src", "data/"), claim(), "")));
    TreeMap<String, byte[]> files = new TreeMap<>();
    Path root = folder.resolve("volume");
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    assertThat(files).hasSize(OBJECTS + 1);
    files.forEach((name, bytes) -> assertThat(bytes).isEqualTo(s3.read("src", "data/" + name)));

    assertAllCopied(
        RunFixture.run(
            fixture.options(
                manifest(claim(), bucket("dst", "b/"), ""), folder.resolve("state-backup"))));
    files.forEach((name, bytes) -> assertThat(s3.read("dst", "b/" + name)).isEqualTo(bytes));
    assertThat(s3.keys("dst")).hasSize(OBJECTS + 1);
  }

  @Test
  @DisplayName("P-24 inventory: one line per object, written below the destination")
  void writesAnInventory() throws InterruptedException {
    RunResult result =
        run(manifest(bucket("src", "data/"), bucket("dst", "inv/"), "mode: Inventory"));
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    StringBuilder lines = new StringBuilder();
    for (Key key : s3.keys("dst")) {
      assertThat(key.toString()).startsWith("inv/test-");
      lines.append(new String(s3.read("dst", key), StandardCharsets.UTF_8));
    }
    List<String> all = lines.toString().lines().toList();
    assertThat(all).hasSize(OBJECTS + 1);
    assertThat(all)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"key\":\"data/03/00003\"")
                    .contains("\"size\":39")
                    .contains("\"userMetadata\":{\"number\":\"3\"}")
                    .contains("\"contentType\":\"text/x-0\""));
  }

  @Test
  @DisplayName("P-12 the same copy again writes nothing")
  void theSameCopyAgainSkipsEverything() throws InterruptedException {
    LoadedManifest manifest = manifest(bucket("src", "data/"), bucket("dst", ""), "");
    assertAllCopied(run(manifest));
    Totals again = run(manifest).totals();
    assertThat(again.skipped()).isEqualTo(OBJECTS + 1);
    assertThat(again.copied()).isZero();
  }

  @Test
  @DisplayName("P-12 the same restore again writes nothing")
  void theSameRestoreAgainSkipsEverything() throws InterruptedException {
    LoadedManifest manifest = manifest(bucket("src", "data/"), claim(), "");
    assertAllCopied(run(manifest));
    Totals again = run(manifest).totals();
    assertThat(again.skipped()).isEqualTo(OBJECTS + 1);
    assertThat(again.copied()).isZero();
  }

  @Test
  void selectsByPatternAndCountsTheRestAsExcluded() throws InterruptedException {
    String select = "select: {include: [\"0[12]/**\"], exclude: [\"**/*9\"]}";
    Totals totals = run(manifest(bucket("src", "data/"), bucket("dst", ""), select)).totals();
    assertThat(totals.settled()).isEqualTo(totals.listed());
    assertThat(totals.failed()).isZero();
    assertThat(s3.keys("dst"))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(key.toString()).matches("0[12]/.*[0-8]"));
    assertThat(totals.copied()).isEqualTo(s3.count("dst"));
  }

  @Test
  @DisplayName(
      "P-28 P-19 a key that a file system cannot hold is named in the report; the rest is restored")
  void namesKeysThatCannotBeFiles() throws InterruptedException, IOException {
    s3.put("src", "data/../escape", body(5), Map.of());
    s3.put("src", "data/a//double", body(6), Map.of());
    RunResult result = run(manifest(bucket("src", "data/"), claim(), ""));
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().failed()).isEqualTo(2);
    assertThat(result.totals().copied()).isEqualTo(OBJECTS + 1);
    assertThat(Files.readAllLines(Path.of(Objects.requireNonNull(result.report()))))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("data/../escape", "DotSegment"))
        .anySatisfy(line -> assertThat(line).contains("data/a//double", "EmptySegment"));
    assertThat(folder.resolve("escape")).doesNotExist();
  }

  @Test
  @DisplayName("P-18 a byte limit holds for what is read, and a streamed byte counts once")
  void readsNoFasterThanAllowed() throws InterruptedException {
    String more = "transfer: Stream\nlimits: {bytesPerSecond: 8Mi}";
    RunResult result = run(manifest(bucket("src", "data/"), bucket("dst", ""), more));
    assertAllCopied(result);
    double allowed = 8 << 20;
    // The last request is charged when it starts; its bytes are not waited for.
    double charged = result.totals().bytesCopied() - allowed;
    assertThat(result.seconds()).isGreaterThan(0.95 * charged / allowed);
  }

  @Test
  void aDryRunWritesNothing() throws InterruptedException {
    RunResult result = run(manifest(bucket("src", "data/"), bucket("dst", ""), "dryRun: true"));
    assertThat(result.totals().copied()).isEqualTo(OBJECTS + 1);
    assertThat(s3.keys("dst")).isEmpty();
  }

  @Test
  void aMissingBucketIsToldBeforeAnythingStarts() {
    LoadedManifest manifest = manifest(bucket("no-such-bucket", ""), bucket("dst", ""), "");
    assertThatThrownBy(() -> LocalRun.prepare(fixture.options(manifest)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no-such-bucket");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void theReportGoesWhereTheManifestSays() throws InterruptedException {
    s3.put("src", "data/a//double", body(6), Map.of());
    String report = "report: " + bucket("dst", "reports/");
    RunResult result = run(manifest(bucket("src", "data/"), claim(), report));
    assertThat(result.report()).startsWith("s3://dst/reports/test-");
    assertThat(s3.keys("dst")).hasSize(1);
    assertThat(new String(s3.read("dst", s3.keys("dst").getFirst()), StandardCharsets.UTF_8))
        .contains("EmptySegment");
  }

  @Test
  void aPlanCountsASmallBucketExactly() {
    try (LocalRun run =
        LocalRun.prepare(
            fixture.options(manifest(bucket("src", "data/"), bucket("dst", ""), "")))) {
      RunPlan plan = run.plan();
      assertThat(plan.exact()).isTrue();
      assertThat(plan.estimatedObjects()).isEqualTo(OBJECTS + 1);
      assertThat(plan.route()).isEqualTo("server-side copy");
    }
    assertThat(folder.resolve("state")).doesNotExist();
  }
}
