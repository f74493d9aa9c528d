// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.api.S3Copy;
import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import dev.s3copy.worker.pipeline.StopSignal;
import dev.s3copy.worker.shard.LocalShardStore;
import dev.s3copy.worker.shard.StateFolder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where inventories and reports are written fails once. Every line is there in the end, once.
@Timeout(120)
class ReportFaultsIT {
  private static final int OBJECTS = 300;

  /// One fault is too much for a request then.
  private static final String NO_RETRIES = "failurePolicy: {objectRetries: 0}";

  @TempDir private Path folder;
  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private final FaultPlan faults = FaultPlan.seeded(7);
  private final FaultFront front = FaultFront.start(s3.endpoint(), faults);
  private RunFixture fixture;

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("out");
    for (int i = 0; i < OBJECTS; i++) s3.put("src", key(i), new byte[i], Map.of());
    fixture = new RunFixture(folder, s3);
  }

  @AfterEach
  void stop() {
    front.close();
    s3.close();
  }

  private static String key(int i) {
    return "k/%04d".formatted(i);
  }

  private static List<String> keys() {
    return IntStream.range(0, OBJECTS).mapToObj(ReportFaultsIT::key).toList();
  }

  private String bucket(String bucket) {
    return RunFixture.bucket(front.endpoint(), bucket, "");
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.slowDown(),
        Fault.internalError(),
        new Fault.Reset(),
        new Fault.CutUpload(500),
        new Fault.LostResponse());
  }

  private void spoilTheFirstWrite(Fault fault) {
    faults.add(FaultRule.of("first write", fault).on(S3Operation.PUT_OBJECT).once());
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("P-24 an inventory whose write fails once has every line")
  void anInventoryWhoseWriteFailsOnceIsComplete(Fault fault) throws Exception {
    spoilTheFirstWrite(fault);
    RunResult result = fixture.run(manifest(bucket("src"), bucket("out"), "mode: Inventory"));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(writtenKeys()).containsExactlyElementsOf(keys());
  }

  @Test
  @DisplayName(
      "P-24 P-13 an inventory that a failed write stopped has every line after the next run")
  void anInventoryThatWasStoppedIsCompleteAfterTheNextRun() throws Exception {
    LoadedManifest manifest =
        manifest(bucket("src"), bucket("out"), "mode: Inventory\n" + NO_RETRIES);
    spoilTheFirstWrite(Fault.internalError());
    assertThat(fixture.run(manifest).phase()).isEqualTo(RunResult.Phase.FAILED);
    RunResult again = fixture.run(manifest);
    assertThat(again.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(again.totals().copied()).isEqualTo(OBJECTS);
    assertThat(writtenKeys()).containsExactlyElementsOf(keys());
  }

  @ParameterizedTest
  @MethodSource("faults")
  @DisplayName("P-19 a report whose write fails once names every failed object")
  void aReportWhoseWriteFailsOnceIsComplete(Fault fault) throws Exception {
    denyEveryThird();
    spoilTheFirstWrite(fault);
    RunResult result = fixture.run(manifest(bucket("src"), claim(), "report: " + bucket("out")));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.report()).startsWith("s3://out/");
    assertThat(writtenKeys()).containsExactlyElementsOf(everyThird());
  }

  @Test
  @DisplayName("P-19 a report that cannot be written where it belongs is told where it is")
  void aReportThatCannotBeWrittenIsInTheStateFolder() throws Exception {
    denyEveryThird();
    spoilTheFirstWrite(Fault.internalError());
    String report = "report: " + bucket("out") + "\n" + NO_RETRIES;
    RunResult result = fixture.run(manifest(bucket("src"), claim(), report));
    assertThat(result.phase()).isEqualTo(RunResult.Phase.FAILED);
    Path file = Path.of(Objects.requireNonNull(result.report()));
    assertThat(keysOf(Files.readString(file))).containsExactlyElementsOf(everyThird());
  }

  @Test
  @DisplayName(
      "P-19 a worker's report that a failed write stopped is complete after the next one's")
  void aWorkersReportIsCompleteAfterTheNextWorkers() throws Exception {
    denyEveryThird();
    spoilTheFirstWrite(Fault.internalError());
    String report = "report: " + bucket("out") + "\n" + NO_RETRIES;
    LoadedManifest manifest = manifest(bucket("src"), claim(), report);
    StopSignal first = work(manifest);
    assertThat(first.reason()).isInstanceOf(StopSignal.Reason.Failed.class);
    assertThat(work(manifest).reason()).isNull();
    assertThat(writtenKeys()).containsExactlyElementsOf(everyThird());
  }

  /// A worker of a cluster, but for its shards, which lie in the state folder.
  private StopSignal work(LoadedManifest manifest) throws InterruptedException {
    LocalRun.Options local = fixture.options(manifest);
    S3Copy copy = new S3Copy();
    copy.setMetadata(new ObjectMetaBuilder().withName("test").build());
    copy.setSpec(local.copy().spec());
    StopSignal stop = new StopSignal();
    ClusterRun.Options options =
        new ClusterRun.Options(
            copy,
            "run",
            local.references(),
            1,
            512L << 20,
            (_, _, _) -> {
              throw new AssertionError("the copy asks for a report");
            });
    try (StateFolder state = StateFolder.open(fixture.state());
        ClusterRun run = ClusterRun.prepare(options, stop)) {
      run.run(LocalShardStore.open(state, "hash", "run", KeyRange.ALL, false));
    }
    return stop;
  }

  private void denyEveryThird() {
    List<String> denied = everyThird();
    faults.add(
        FaultRule.of("denied", Fault.accessDenied())
            .on(S3Operation.GET_OBJECT)
            .where(request -> denied.contains(request.key().toString())));
  }

  private static List<String> everyThird() {
    return IntStream.range(0, OBJECTS / 3).mapToObj(i -> key(3 * i)).toList();
  }

  /// The keys of all lines that were written, in order.
  private List<String> writtenKeys() throws IOException {
    List<String> all = new ArrayList<>();
    for (Key key : s3.keys("out")) {
      all.addAll(keysOf(new String(s3.read("out", key), StandardCharsets.UTF_8)));
    }
    return all.stream().sorted().toList();
  }

  private static List<String> keysOf(String lines) throws IOException {
    List<String> keys = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      keys.add(new ObjectMapper().readTree(line).path("key").asText());
    }
    return keys.stream().sorted().toList();
  }
}
