// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.worker.file.MemoryTempDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every operation has as many requests in flight as the gate allows, whatever the latency.
///
/// The server holds the requests of objects until 0.8 of what the gate allows at first have come.
/// It holds them for one second at most.
class RequestsInFlightIT {
  private static final int OBJECTS = 250;
  private static final double SHARE = 0.8;
  private static final int EXPECTED =
      (int) (SHARE * Sizing.of(Runtime.getRuntime().availableProcessors(), null, null).first());

  @TempDir Path onDisk;

  @TempDir(factory = MemoryTempDir.class)
  Path inMemory;

  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private final FaultPlan plan = FaultPlan.none();
  private final FaultFront front = FaultFront.start(s3.endpoint(), plan);
  private final CountDownLatch missing = new CountDownLatch(EXPECTED);

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst");
    for (int i = 0; i < OBJECTS; i++) s3.put("src", key(i), random(100, i), Map.of());
  }

  @AfterEach
  void close() {
    front.close();
    s3.close();
  }

  @ParameterizedTest(name = "{0} at {1} ms")
  @CsvSource(
      textBlock =
          """
          COPY, 0
          COPY, 1
          COPY, 3
          COPY, 5
          COPY, 20
          COPY, 100
          STREAM, 0
          STREAM, 1
          STREAM, 3
          STREAM, 5
          STREAM, 20
          STREAM, 100
          RESTORE_TO_DISK, 0
          RESTORE_TO_DISK, 1
          RESTORE_TO_DISK, 3
          RESTORE_TO_DISK, 5
          RESTORE_TO_DISK, 20
          RESTORE_TO_DISK, 100
          RESTORE_TO_MEMORY, 0
          RESTORE_TO_MEMORY, 1
          RESTORE_TO_MEMORY, 3
          RESTORE_TO_MEMORY, 5
          RESTORE_TO_MEMORY, 20
          RESTORE_TO_MEMORY, 100
          BACKUP_FROM_DISK, 0
          BACKUP_FROM_DISK, 1
          BACKUP_FROM_DISK, 3
          BACKUP_FROM_DISK, 5
          BACKUP_FROM_DISK, 20
          BACKUP_FROM_DISK, 100
          BACKUP_FROM_MEMORY, 0
          BACKUP_FROM_MEMORY, 1
          BACKUP_FROM_MEMORY, 3
          BACKUP_FROM_MEMORY, 5
          BACKUP_FROM_MEMORY, 20
          BACKUP_FROM_MEMORY, 100
          INVENTORY, 0
          INVENTORY, 1
          INVENTORY, 3
          INVENTORY, 5
          INVENTORY, 20
          INVENTORY, 100
          """)
  void asManyAsTheGateAllows(Operation operation, int latencyMillis)
      throws IOException, InterruptedException {
    Path folder = operation.inMemory() ? inMemory : onDisk;
    RunFixture fixture = new RunFixture(folder, s3);
    if (operation.reads()) writeFiles(fixture.volume());
    plan.add(FaultRule.of("latency", Fault.delay(Duration.ofMillis(latencyMillis))));
    plan.add(
        FaultRule.of("hold", new Fault.Hook(_ -> hold()))
            .where(request -> request.key().toString().startsWith("k/")));
    RunResult result = fixture.run(operation.manifest(front));
    assertThat(result.totals().copied()).isEqualTo(OBJECTS);
    assertThat(missing.getCount()).as("requests short of %d in flight", EXPECTED).isZero();
  }

  private void hold() {
    missing.countDown();
    try {
      // A request that has waited in vain lets all others go on: the test has failed by then.
      if (!missing.await(1, TimeUnit.SECONDS)) plan.remove("hold");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void writeFiles(Path volume) throws IOException {
    Files.createDirectories(volume.resolve("k"));
    for (int i = 0; i < OBJECTS; i++) Files.write(volume.resolve(key(i)), random(100, i));
  }

  private static String key(int i) {
    return "k/%04d".formatted(i);
  }

  /// One way to move objects.
  enum Operation {
    COPY,
    STREAM,
    RESTORE_TO_DISK,
    RESTORE_TO_MEMORY,
    BACKUP_FROM_DISK,
    BACKUP_FROM_MEMORY,
    INVENTORY;

    boolean inMemory() {
      return this == RESTORE_TO_MEMORY || this == BACKUP_FROM_MEMORY;
    }

    boolean reads() {
      return this == BACKUP_FROM_DISK || this == BACKUP_FROM_MEMORY;
    }

    LoadedManifest manifest(FaultFront front) {
      String from = RunFixture.bucket(front.endpoint(), "src", "");
      String to = RunFixture.bucket(front.endpoint(), "dst", "");
      return switch (this) {
        case COPY -> RunFixture.manifest(from, to, "transfer: ServerSide");
        case STREAM -> RunFixture.manifest(from, to, "transfer: Stream");
        case RESTORE_TO_DISK, RESTORE_TO_MEMORY ->
            RunFixture.manifest(from, RunFixture.claim(), "");
        case BACKUP_FROM_DISK, BACKUP_FROM_MEMORY ->
            RunFixture.manifest(RunFixture.claim(), to, "");
        case INVENTORY -> RunFixture.manifest(from, to, "mode: Inventory");
      };
    }
  }
}
