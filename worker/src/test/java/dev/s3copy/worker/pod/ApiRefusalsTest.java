// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.s3copy.api.S3CopyShard;
import dev.s3copy.api.S3CopyShardSpec;
import dev.s3copy.api.S3CopyShardStatus;
import dev.s3copy.api.ShardError;
import dev.s3copy.api.ShardState;
import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.shard.Claim;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.StoreAwayException;
import dev.s3copy.core.shard.Totals;
import dev.s3copy.worker.pipeline.StopSignal;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An API server that keeps one shard and refuses what it is told to refuse, in its own words.
@Timeout(60)
class ApiRefusalsTest {
  private static final String RUN = "0123456789";
  private static final String WORDS = "status.checkpoint: Too long: may not be more than 4 bytes";
  private static final String SHARDS = "/apis/s3copy.dev/v1alpha1/namespaces/team/s3copyshards";

  private final AtomicLong clock = new AtomicLong();
  private final StopSignal stop = new StopSignal();
  private HttpServer server;
  private KubernetesClient client;
  private KubernetesShardStore store;
  private S3CopyShard shard = new S3CopyShard();

  /// Of every write of a status from now on; 0 for none.
  private volatile int refusal;

  /// Whether only statuses with a checkpoint are refused.
  private volatile boolean reportsOnly;

  @BeforeEach
  void start() throws IOException {
    shard.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("team")
            .withName("copy-" + RUN + "-0")
            .withResourceVersion("1")
            .addToLabels(S3CopyShard.RUN_LABEL, RUN)
            .build());
    shard.setSpec(new S3CopyShardSpec("copy", RUN, "0", "", null, null, 0));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(SHARDS, this::answer);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    ShardObjects objects = new ApiShardObjects(client, "team", RUN, clock::get);
    FreeShards free = new FreeShards(objects, "pod", 0, System::nanoTime, new Random(1));
    store =
        new KubernetesShardStore(
            objects,
            "pod",
            free,
            new Persistence(stop::raised),
            new StatusEdits(Clock.systemUTC()));
  }

  @AfterEach
  void end() {
    client.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    boolean write = exchange.getRequestMethod().equals("PUT");
    boolean all = exchange.getRequestURI().getPath().equals(SHARDS);
    if (write && refusal != 0 && (!reportsOnly || hasCheckpoint(asked))) {
      reply(exchange, refusal, refused());
      return;
    }
    if (write) {
      shard = Serialization.unmarshal(new String(asked, StandardCharsets.UTF_8), S3CopyShard.class);
    }
    reply(exchange, 200, all ? list() : Serialization.asJson(shard));
  }

  private static boolean hasCheckpoint(byte[] shard) {
    return new String(shard, StandardCharsets.UTF_8).contains("\"checkpoint\":\"");
  }

  private String refused() {
    return Serialization.asJson(
        new StatusBuilder()
            .withCode(refusal)
            .withStatus("Failure")
            .withMessage(WORDS)
            .withReason("Refused")
            .build());
  }

  private String list() {
    return """
    {"apiVersion": "s3copy.dev/v1alpha1", "kind": "S3CopyShardList", "metadata": {}, "items": [%s]}
    """
        .formatted(Serialization.asJson(shard));
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private Shard claimed() {
    if (store.claim() instanceof Claim.Claimed(Shard mine)) return mine;
    throw new AssertionError("not claimed");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 413, 422})
  void aReportThatIsRefusedForGoodIsAFailureInTheServersWords(int status) {
    Shard mine = claimed();
    refusal = status;
    assertRefused(status, () -> store.heartbeat(mine.lease(), mine.report()));
    assertRefused(status, () -> store.finish(mine.lease(), mine.report()));
  }

  @Test
  void theStatusSaysWhyWhereItsReportIsRefused() throws LeaseLostException {
    Shard mine = claimed();
    refusal = 422;
    reportsOnly = true;
    ShardReport report = new ShardReport(Key.of("k"), Totals.ZERO, 0, 0, 9, List.of());
    assertRefused(422, () -> store.heartbeat(mine.lease(), report));
    store.release(mine.lease(), report, null);
    S3CopyShardStatus told = shard.getStatus();
    assertThat(told.phase()).isEqualTo(ShardState.PENDING);
    assertThat(told.error()).extracting(ShardError::code).isEqualTo("ShardStatusRefused");
    assertThat(told.error()).extracting(ShardError::message).asString().contains(WORDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void rightsThatAreMissingForAMomentAreWaitedFor(int status) throws LeaseLostException {
    Shard mine = claimed();
    refusal = status;
    assertThatThrownBy(() -> store.heartbeat(mine.lease(), mine.report()))
        .isInstanceOf(StoreAwayException.class)
        .hasMessageContaining(WORDS);
    refusal = 0;
    clock.addAndGet(Duration.ofHours(1).toNanos());
    store.heartbeat(mine.lease(), mine.report());
    refusal = status;
    assertThatThrownBy(() -> store.heartbeat(mine.lease(), mine.report()))
        .as("it went well meanwhile")
        .isInstanceOf(StoreAwayException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void rightsThatAreMissingForLongAreAFailureInTheServersWords(int status) {
    Shard mine = claimed();
    refusal = status;
    assertThatThrownBy(() -> store.heartbeat(mine.lease(), mine.report()))
        .isInstanceOf(StoreAwayException.class);
    clock.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(store.all()).as("it may still read").hasSize(1);
    assertRefused(status, () -> store.heartbeat(mine.lease(), mine.report()));
    assertRefused(status, () -> store.finish(mine.lease(), mine.report()));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aServerThatIsBusyIsAway(int status) {
    Shard mine = claimed();
    refusal = status;
    for (int hour = 0; hour < 3; hour++) {
      clock.addAndGet(Duration.ofHours(1).toNanos());
      assertThatThrownBy(() -> store.heartbeat(mine.lease(), mine.report()))
          .isInstanceOf(StoreAwayException.class);
    }
  }

  @Test
  void aClaimThatIsRefusedForGoodEndsTheWorkerAsOneThatCannotGoOn() throws InterruptedException {
    refusal = 422;
    Map<String, String> env =
        Map.of(
            "S3COPY_NAMESPACE", "team",
            "S3COPY_NAME", "copy",
            "S3COPY_RUN_ID", RUN,
            "S3COPY_POD_UID", "pod");
    PodRun run = new PodRun(PodSettings.of(env), client, store, stop, new StartTimes());
    assertThat(run.run()).isEqualTo(WorkerExit.COULD_NOT_GO_ON);
    assertThat(stop.reason())
        .isInstanceOfSatisfying(
            StopSignal.Reason.Failed.class,
            failed -> assertThat(failed.failure().message()).contains(WORDS));
  }

  private static void assertRefused(
      int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.failure().kind()).isEqualTo(FailureKind.STATE_UNUSABLE);
              assertThat(e.failure().code()).isEqualTo("ShardStatusRefused");
              assertThat(e.failure().httpStatus()).isEqualTo(status);
            })
        .hasMessageContaining(WORDS);
  }
}
