// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandIT {
  @TempDir private Path folder = Path.of("");
  private final CapturedScreen screen = new CapturedScreen();
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(folder);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private JsonNode lastLine() throws IOException {
    return new ObjectMapper().readTree(screen.out().lines().toList().getLast());
  }

  @Test
  @DisplayName("P-21 A restore without failure exits with 0 and counts everything as copied")
  void restores() throws IOException {
    assertThat(screen.run(stage.run(stage.restore(), "--output", "json"))).isZero();
    JsonNode json = lastLine();
    assertThat(json.path("phase").asText()).isEqualTo("Succeeded");
    assertThat(json.path("objects").path("copied").asInt()).isEqualTo(Stage.OBJECTS);
    assertThat(json.path("report").isNull()).isTrue();
    assertThat(stage.target.resolve("object-07")).hasSize(7_000);
  }

  @Test
  @DisplayName("P-12 The same command again copies nothing")
  void aSecondRunCopiesNothing() throws IOException {
    screen.run(stage.run(stage.copy()));
    assertThat(screen.run(stage.run(stage.copy(), "--output", "json"))).isZero();
    assertThat(lastLine().path("objects").path("copied").asInt()).isZero();
    assertThat(lastLine().path("objects").path("skipped").asInt()).isEqualTo(Stage.OBJECTS);
  }

  @Test
  @DisplayName("P-19 P-21 A run with a failed object exits with 1 and names it in the report")
  void namesFailedObjects() throws IOException {
    stage.faults.add(
        FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.GET_OBJECT).onKey("object-03"));
    assertThat(screen.run(stage.run(stage.restore(), "--output", "json"))).isEqualTo(1);
    JsonNode json = lastLine();
    assertThat(json.path("phase").asText()).isEqualTo("PartiallyFailed");
    assertThat(json.path("objects").path("failed").asInt()).isEqualTo(1);
    List<String> report = Files.readAllLines(Path.of(json.path("report").asText()));
    assertThat(report).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(report.getFirst());
    assertThat(line.path("key").asText()).isEqualTo("object-03");
    assertThat(line.path("operation").asText()).isEqualTo("GetObject");
    assertThat(line.path("code").asText()).isEqualTo("AccessDenied");
    assertThat(line.path("httpStatus").asInt()).isEqualTo(403);
    assertThat(line.has("requestId")).isTrue();
    assertThat(line.path("attempts").asInt()).isPositive();
    assertThat(line.path("message").asText()).isNotEmpty();
  }

  @Test
  void aPlanWritesNothing() {
    String[] arguments = stage.run(stage.copy());
    arguments[0] = "plan";
    assertThat(screen.run(arguments)).isZero();
    assertThat(screen.out()).contains("30 listed", "ListObjectsV2", "Nothing was written");
    assertThat(screen.out()).contains("Such as s3://source/object-00 -> s3://target/object-00");
    assertThat(stage.server.count("target")).isEqualTo(1);
  }

  @Test
  void aDryRunWritesNothingAndSaysSo() {
    assertThat(screen.run(stage.run(stage.copy() + "  dryRun: true\n"))).isZero();
    assertThat(screen.out()).contains("Dry run: nothing was written");
    assertThat(stage.server.count("target")).isEqualTo(1);
  }

  @Test
  @DisplayName("P-06 A bit turned on the way is noticed by the stored checksum, and read again")
  void restoreNoticesATurnedBit() throws IOException {
    copyWithChecksums();
    String restore = stage.restore().replace("bucket: source", "bucket: target");
    assertThat(screen.run(stage.run(restore, "--restart"))).isZero();
    stage.faults.requireAllFired();
    assertThat(stage.target.resolve("object-05"))
        .hasBinaryContent(stage.server.read("source", "object-05"));
  }

  @Test
  @DisplayName("P-06 A stream copy notices it too")
  void streamCopyNoticesATurnedBit() {
    copyWithChecksums();
    stage.server.createBucket("third");
    String copy = Stage.manifest(stage.bucket("target"), stage.bucket("third"));
    assertThat(screen.run(stage.run(copy + "  transfer: Stream\n", "--restart"))).isZero();
    stage.faults.requireAllFired();
    assertThat(stage.server.read("third", "object-05"))
        .isEqualTo(stage.server.read("source", "object-05"));
  }

  /// What a stream copy uploads has a checksum; what the stage put there has none.
  private void copyWithChecksums() {
    assertThat(screen.run(stage.run(stage.copy() + "  transfer: Stream\n"))).isZero();
    stage.faults.add(
        FaultRule.of("flip", new Fault.FlipBit(500))
            .on(S3Operation.GET_OBJECT)
            .onKey("object-05")
            .once());
  }

  @Test
  @DisplayName("P-10 What the source does not have stays at the destination")
  void deletesNothing() {
    assertThat(screen.run(stage.run(stage.copy()))).isZero();
    assertThat(screen.run(stage.run(stage.restore(), "--restart"))).isZero();
    assertThat(stage.preciousIsUnharmed()).isTrue();
    assertThat(stage.server.count("target")).isEqualTo(Stage.OBJECTS + 1);
  }
}
