// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.CheckLine;
import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.RequestLog;
import dev.s3copy.testkit.StubSts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Source and destination are two accounts, and each is entered by a role.
class RolesIT {
  @TempDir private Path folder;
  private final EmbeddedS3 from = EmbeddedS3.builder().credentials("ASIAFROM", "s1").start();
  private final EmbeddedS3 to = EmbeddedS3.builder().credentials("ASIATO", "s2").start();
  private final FaultFront fromFront = FaultFront.start(from.endpoint(), FaultPlan.none());
  private final FaultFront toFront = FaultFront.start(to.endpoint(), FaultPlan.none());
  private final StubSts fromSts = StubSts.start("ASIAFROM", "s1", Duration.ofHours(1));
  private final StubSts toSts = StubSts.start("ASIATO", "s2", Duration.ofHours(1));
  private RunFixture fixture;

  @BeforeEach
  void open() throws IOException {
    from.createBucket("src").put("src", "object", new byte[10], Map.of());
    to.createBucket("dst");
    fixture = new RunFixture(folder, from);
    Files.writeString(folder.resolve("secret"), "user=AKIAOWN\npassword=canary-own\n");
  }

  @AfterEach
  void close() {
    for (AutoCloseable each : new AutoCloseable[] {fromFront, toFront, fromSts, toSts, from, to}) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static String bucket(String name, FaultFront front, StubSts sts, String more) {
    return """
    {s3: {bucket: %s, endpoint: "%s", credentials: {secretName: keys,
      secretKeys: {accessKeyId: user, secretAccessKey: password},
      role: {arn: "arn:aws:iam::123456789012:role/%s", stsEndpoint: "%s"%s}}}}\
    """
        .formatted(name, front.endpoint(), name, sts.endpoint(), more);
  }

  private LoadedManifest manifest() {
    return RunFixture.manifest(
        bucket("src", fromFront, fromSts, ", externalId: shared-words"),
        bucket("dst", toFront, toSts, ", sessionName: nightly"),
        "");
  }

  private RunResult run() throws InterruptedException {
    return fixture.run(manifest());
  }

  @Test
  void eachSideTakesOnARoleOfItsOwn() throws InterruptedException {
    RunResult result = run();

    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(to.count("dst")).isOne();
    for (FaultFront front : new FaultFront[] {fromFront, toFront}) {
      assertThat(front.log().lines())
          .isNotEmpty()
          .extracting(RequestLog.Line::request)
          .allSatisfy(
              r -> assertThat(r.headers().first("x-amz-security-token")).isEqualTo("token-1"));
    }
    assertThat(fromSts.calls()).hasSize(1);
    assertThat(fromSts.calls().getFirst().parameters()).containsEntry("ExternalId", "shared-words");
    assertThat(toSts.calls().getFirst().parameters()).containsEntry("RoleSessionName", "nightly");
  }

  @Test
  void aCheckTellsWhoOneIs() {
    LoadedManifest manifest = manifest();
    List<CheckLine> lines =
        CheckRun.run(manifest.copy().spec(), fixture.options(manifest).references(), false);

    assertThat(lines)
        .filteredOn(line -> line.subject().equals("identity"))
        .extracting(CheckLine::finding)
        .satisfiesExactly(
            source -> assertThat(source).startsWith(StubSts.ARN + ", access key ...FROM, role"),
            destination -> assertThat(destination).contains(StubSts.ARN, "role/dst"))
        .noneMatch(finding -> finding.contains("canary"));
  }

  @Test
  void aRoleThatIsRefusedEndsTheRunBeforeAnythingIsCopied() {
    toSts.refuse(403, "AccessDenied", "not for you");

    assertThatThrownBy(this::run)
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("role/dst", toSts.endpoint().toString(), "trust policy")
        .hasMessageNotContaining("canary");
    assertThat(toFront.log().lines()).isEmpty();
  }
}
