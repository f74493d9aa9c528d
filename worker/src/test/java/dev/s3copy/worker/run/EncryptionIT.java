// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `sse` means for every way of writing to a bucket, and of reading from one.
class EncryptionIT {
  private static final int LARGE = (17 << 20) + 5;
  private static final String SSE = "x-amz-server-side-encryption";
  private static final byte[] KEY = random(32, 7);
  private static final byte[] OTHER_KEY = random(32, 8);

  @TempDir private Path folder;
  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private final FaultPlan faults = FaultPlan.none();
  private final FaultFront front = FaultFront.start(s3.endpoint(), faults);
  private RunFixture fixture;
  private int runs;

  @BeforeEach
  void open() throws IOException {
    for (String name : new String[] {"src", "dst", "back", "rep"}) s3.createBucket(name);
    fixture = new RunFixture(folder, s3);
    s3.put("src", "small", random(10, 1), Map.of());
    s3.put("src", "large", random(LARGE, 2), Map.of());
    Files.createDirectories(folder.resolve("aes"));
    Files.write(folder.resolve("aes/customerKey"), KEY);
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(
        folder.resolve("other/customerKey"), Base64.getEncoder().encodeToString(OTHER_KEY) + "\n");
  }

  @AfterEach
  void close() {
    front.close();
    s3.close();
  }

  private String bucket(String name, String sse) {
    String plain = RunFixture.bucket(front.endpoint(), name, "");
    return sse.isEmpty() ? plain : plain.replace("credentials", "sse: " + sse + ", credentials");
  }

  private RunResult run(String source, String destination, String more)
      throws InterruptedException {
    LocalRun.Options options =
        fixture.options(manifest(source, destination, more), folder.resolve("state-" + runs++));
    return RunFixture.run(options);
  }

  private String header(String bucket, String key, String name) {
    return Objects.requireNonNull(s3.find(bucket, Key.of(key))).headers().getOrDefault(name, "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transfer: ServerSide | {type: S3} | AES256",
        "transfer: Stream | '{type: KMS, kmsKeyId: alias/a, bucketKey: true}' | aws:kms",
        "transfer: ServerSide | '{type: KMS, kmsKeyId: alias/a, bucketKey: true}' | aws:kms",
        "transfer: Stream | {type: DSSE} | aws:kms:dsse",
        "mode: Inventory | {type: S3} | AES256"
      })
  void everythingThatIsWrittenIsEncryptedAsTheDestinationSays(
      String way, String sse, String algorithm) throws InterruptedException {
    RunResult result = run(bucket("src", ""), bucket("dst", sse), way);
    assertThat(result.totals().copied()).isEqualTo(2);
    for (Key key : s3.keys("dst")) {
      assertThat(header("dst", key.toString(), SSE)).isEqualTo(algorithm);
      boolean named = sse.contains("alias");
      assertThat(header("dst", key.toString(), SSE + "-aws-kms-key-id"))
          .isEqualTo(named ? "alias/a" : "");
      assertThat(header("dst", key.toString(), SSE + "-bucket-key-enabled"))
          .isEqualTo(named ? "true" : "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-12 ETags that are no hashes mislead no later run")
  void aSecondRunCopiesNothing(String transfer) throws InterruptedException {
    String destination = bucket("dst", "{type: KMS}");
    var _ = run(bucket("src", ""), destination, "transfer: " + transfer);
    assertThat(run(bucket("src", ""), destination, "transfer: " + transfer).totals().copied())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-15 a customer's key goes along with every request, and nowhere else")
  void customerKeysOnBothSides(String transfer) throws InterruptedException, IOException {
    String aes = "{type: C, customerKeySecretName: aes}";
    String other = "{type: C, customerKeySecretName: other}";
    assertThat(run(bucket("src", ""), bucket("dst", aes), "transfer: Stream").totals().copied())
        .isEqualTo(2);
    assertThat(header("dst", "large", SSE + "-customer-algorithm")).isEqualTo("AES256");
    faults.add(
        FaultRule.of("denied", Fault.accessDenied())
            .on(S3Operation.PUT_OBJECT, S3Operation.COPY_OBJECT)
            .onKey("small"));
    String report = "\nreport: " + bucket("rep", "");
    RunResult result =
        run(bucket("dst", aes), bucket("back", other), "transfer: " + transfer + report);
    assertThat(result.totals().copied()).isEqualTo(1);
    assertThat(s3.read("back", "large")).isEqualTo(s3.read("src", "large"));
    for (Key key : s3.keys("rep"))
      assertNoKey(new String(s3.read("rep", key), java.nio.charset.StandardCharsets.ISO_8859_1));
    assertNoKey(result.toString());
    assertThat(run(bucket("dst", aes), claim(), "").phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(Files.readAllBytes(fixture.volume().resolve("large"))).hasSize(LARGE);
  }

  @Test
  void withoutItsKeyNothingIsRead() throws InterruptedException, IOException {
    var _ =
        run(
            bucket("src", ""),
            bucket("dst", "{type: C, customerKeySecretName: aes}"),
            "transfer: Stream");
    RunResult result = run(bucket("dst", "{type: C, customerKeySecretName: other}"), claim(), "");
    assertThat(result.totals().failed()).isEqualTo(2);
    assertNoKey(Files.readString(Path.of(Objects.requireNonNull(result.report()))));
  }

  private static void assertNoKey(String text) {
    for (byte[] key : new byte[][] {KEY, OTHER_KEY}) {
      assertThat(text).doesNotContain(Base64.getEncoder().encodeToString(key));
    }
  }

  @Test
  @DisplayName("P-15 what is no key is refused before any request, and not shown")
  void whatIsNoKeyIsRefused() throws IOException {
    Files.writeString(folder.resolve("aes/customerKey"), "canary-not-32-bytes");
    assertThatThrownBy(
            () ->
                run(bucket("src", ""), bucket("dst", "{type: C, customerKeySecretName: aes}"), ""))
        .hasMessageContainingAll("CustomerKeyInvalid", "customerKey is not 32 bytes")
        .hasMessageNotContaining("canary");
    assertThat(front.log().count()).isZero();
  }

  @Test
  @DisplayName(
      "P-04 a source that changes while a bucket encrypts its copy unasked is copied again")
  void aChangeUntilTheCopyWasStoredIsSeen() throws InterruptedException {
    s3.encrypt("dst");
    byte[] changed = random(10, 3);
    faults.add(
        FaultRule.of("change", new Fault.Hook(_ -> s3.put("src", "small", changed, Map.of())))
            .on(S3Operation.PUT_OBJECT)
            .onKey("small")
            .once());
    RunResult result = run(bucket("src", ""), bucket("dst", ""), "transfer: Stream");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(s3.read("dst", "small")).isEqualTo(changed);
  }
}
