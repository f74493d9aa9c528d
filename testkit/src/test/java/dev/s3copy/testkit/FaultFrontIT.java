// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Each fault as a client meets it, and what the server knows of the request.
class FaultFrontIT {
  private static final String BODY = "0123456789";

  private EmbeddedS3 server;
  private FaultPlan plan;
  private FaultFront front;
  private RawHttp http;

  @BeforeEach
  void start() throws IOException {
    server = EmbeddedS3.builder().allowAnonymous().start().createBucket("b");
    server.put("b", "k", BODY.getBytes(StandardCharsets.UTF_8), Map.of());
    plan = FaultPlan.seeded(1);
    front = FaultFront.start(server.endpoint(), plan);
    http = new RawHttp(front.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    http.close();
    front.close();
    server.close();
  }

  @Test
  void withoutARuleRequestsPassSignedAndWhole() {
    byte[] body = new byte[300_000];
    body[200_000] = 7;
    try (S3Client s3 = Sdk.client(server.access().through(front.endpoint()))) {
      s3.putObject(r -> r.bucket("b").key("big"), RequestBody.fromBytes(body));
      assertThat(s3.getObjectAsBytes(r -> r.bucket("b").key("big")).asByteArray()).isEqualTo(body);
    }
    assertThat(front.log().lines())
        .extracting(RequestLog.Line::toString)
        .containsExactly("PutObject b/big -> 200", "GetObject b/big -> 200");
  }

  @Test
  void aBurstOfSlowDownEndsAndItsRequestsNeverReachTheServer() throws IOException {
    plan.add(FaultRule.of("slow", Fault.slowDown()).inBurstsOf(3).atMost(3));
    for (int i = 0; i < 3; i++) {
      assertThat(http.request("PUT", "/b/new", new byte[10]).status()).isEqualTo(503);
    }
    assertThat(server.find("b", Key.of("new"))).isNull();
    assertThat(http.request("PUT", "/b/new", new byte[10]).status()).isEqualTo(200);
    assertThat(plan.fired("slow")).isEqualTo(3);
    assertThat(front.log().lines(line -> !line.forwarded())).hasSize(3);
  }

  @Test
  void aRuleStrikesOnlyTheOperationAndKeyItNames() throws IOException {
    plan.add(FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.GET_OBJECT).onKey("k"));
    assertThat(http.request("GET", "/b/k").status()).isEqualTo(403);
    assertThat(http.request("HEAD", "/b/k").status()).isEqualTo(200);
    assertThat(http.request("GET", "/b/other").status()).isEqualTo(404);
    plan.remove("denied");
    assertThat(http.request("GET", "/b/k").status()).isEqualTo(200);
    assertThat(plan.fired("denied")).isEqualTo(1);
  }

  @Test
  void theSameSeedStrikesTheSameRequests() throws IOException {
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (StringBuilder outcome : new StringBuilder[] {first, second}) {
      FaultPlan seeded = FaultPlan.seeded(42);
      seeded.add(FaultRule.of("some", Fault.internalError()).withProbability(0.3));
      try (FaultFront other = FaultFront.start(server.endpoint(), seeded);
          RawHttp client = new RawHttp(other.endpoint())) {
        for (int i = 0; i < 50; i++)
          outcome.append(client.request("GET", "/b/k").status()).append(' ');
      }
      assertThat(seeded.fired("some")).isBetween(5L, 25L);
    }
    assertThat(first.toString()).isEqualTo(second.toString());
  }

  @Test
  void aFaultThatNeverStruckFailsTheTestThatAsks() {
    plan.add(FaultRule.of("never", new Fault.Reset()).onKey("nobody"));
    assertThatThrownBy(plan::requireAllFired)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("never");
  }

  @Test
  void aResetAndAStallGiveNoByteAndDoNothing() throws IOException {
    plan.add(FaultRule.of("reset", new Fault.Reset()).once());
    assertThatThrownBy(() -> http.request("DELETE", "/b/k")).isInstanceOf(IOException.class);
    plan.clear().add(FaultRule.of("stall", new Fault.Stall(Duration.ofMillis(50))).once());
    try (RawHttp other = new RawHttp(front.endpoint())) {
      assertThatThrownBy(() -> other.request("DELETE", "/b/k")).isInstanceOf(IOException.class);
    }
    assertThat(server.find("b", Key.of("k"))).isNotNull();
    plan.requireAllFired();
  }

  @Test
  void aLostResponseIsAppliedAllTheSame() throws IOException {
    plan.add(FaultRule.of("lost", new Fault.LostResponse()).on(S3Operation.PUT_OBJECT));
    assertThatThrownBy(() -> http.request("PUT", "/b/new", new byte[3]))
        .isInstanceOf(IOException.class);
    assertThat(server.read("b", "new")).hasSize(3);
    assertThat(front.log().lines().getLast().toString()).isEqualTo("PutObject b/new -> 0 [lost]");
  }

  @Test
  void aCutBodyEndsEarlyThoughItsLengthWasTold() throws IOException {
    plan.add(FaultRule.of("cut", new Fault.CutBody(4)));
    RawHttp.Answer answer = http.request("GET", "/b/k");
    assertThat(answer.headers()).containsEntry("content-length", "10");
    assertThat(answer.text()).isEqualTo("0123");
  }

  @Test
  void aCutUploadLeavesNoObject() throws IOException {
    plan.add(FaultRule.of("cut", new Fault.CutUpload(1000)));
    assertThatThrownBy(() -> http.request("PUT", "/b/new", new byte[100_000]))
        .isInstanceOf(IOException.class);
    plan.clear();
    try (RawHttp other = new RawHttp(front.endpoint())) {
      assertThat(other.request("GET", "/b/new").status()).isEqualTo(404);
    }
  }

  @Test
  void aTurnedBitLeavesTheLengthAlone() throws IOException {
    plan.add(FaultRule.of("flip", new Fault.FlipBit(3)));
    assertThat(http.request("GET", "/b/k").text()).isEqualTo("0122456789");
    assertThat(http.request("HEAD", "/b/k").status()).isEqualTo(200);
    assertThat(plan.fired("flip")).as("HEAD has no body to spoil").isEqualTo(1);
  }

  @Test
  void aCopyCanFailWithin200() throws IOException {
    plan.add(
        FaultRule.of("error", new Fault.ErrorInOk("InternalError", "later"))
            .on(S3Operation.COPY_OBJECT)
            .once());
    RawHttp.Answer answer = http.request("PUT", "/b/copy", "x-amz-copy-source: /b/k");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("<Error><Code>InternalError</Code>");
    plan.add(FaultRule.of("empty", new Fault.EmptyOk()).on(S3Operation.COPY_OBJECT).once());
    answer = http.request("PUT", "/b/copy", "x-amz-copy-source: /b/k");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(server.count("b")).isEqualTo(1);
  }

  @Test
  void aHookChangesTheObjectBetweenListAndGet() throws IOException {
    plan.add(
        FaultRule.of("gone", new Fault.Hook(request -> server.remove("b", request.key())))
            .on(S3Operation.GET_OBJECT));
    assertThat(http.request("GET", "/b?list-type=2").text()).contains("<Key>k</Key>");
    assertThat(http.request("GET", "/b/k").status()).isEqualTo(404);
  }

  @Test
  void aListingCanLie() throws IOException {
    plan.add(
        FaultRule.of(
                "lie",
                new Fault.Rewrite(
                    body ->
                        new String(body, StandardCharsets.UTF_8)
                            .replace("<Key>k</Key>", "<Key>liar</Key>")
                            .getBytes(StandardCharsets.UTF_8)))
            .on(S3Operation.LIST_OBJECTS_V2));
    assertThat(http.request("GET", "/b?list-type=2").text()).contains("<Key>liar</Key>");
  }

  @Test
  void aServerCanIgnoreRange() throws IOException {
    plan.add(FaultRule.of("deaf", new Fault.HideHeader("range")));
    RawHttp.Answer answer = http.request("GET", "/b/k", "Range: bytes=2-4");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(BODY);
  }

  @Test
  void aRedirectNamesTheOtherHost() throws IOException {
    plan.add(FaultRule.of("away", new Fault.Redirect(URI.create("http://127.0.0.1:1"))));
    RawHttp.Answer answer = http.request("GET", "/b/k");
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.headers()).containsEntry("location", "http://127.0.0.1:1/b/k");
  }

  @Test
  void delaysAddUpWithWhatFollows() throws IOException {
    plan.add(FaultRule.of("late", Fault.delay(Duration.ofMillis(1))));
    plan.add(FaultRule.of("slow", Fault.slowDown()));
    assertThat(http.request("GET", "/b/k").status()).isEqualTo(503);
    plan.requireAllFired();
  }

  @Test
  void aStalledBodyStopsAfterItsFirstBytes() throws IOException {
    plan.add(FaultRule.of("stop", new Fault.StallBody(2, Duration.ofMillis(20))));
    assertThat(http.request("GET", "/b/k").text()).isEqualTo("01");
  }

  @Test
  void aServerThatIsDownIsAClosedConnection() {
    server.close();
    assertThatThrownBy(() -> http.request("GET", "/b/k")).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyAnnouncedWithExpectPasses() throws IOException {
    http.send("PUT", "/b/new", new byte[5], "Expect: 100-continue");
    assertThat(http.answer("PUT").status()).isEqualTo(100);
    assertThat(http.answer("PUT").status()).isEqualTo(200);
    assertThat(server.read("b", "new")).hasSize(5);
  }

  @Test
  void theLogKeepsTheLastAndCountsAll() throws IOException {
    try (FaultFront small = FaultFront.start(server.endpoint(), FaultPlan.none(), 2);
        RawHttp client = new RawHttp(small.endpoint())) {
      for (int i = 0; i < 5; i++) client.request("GET", "/b/k");
      assertThat(small.log().lines()).hasSize(2);
      assertThat(small.log().count(S3Operation.GET_OBJECT)).isEqualTo(5);
    }
  }
}
