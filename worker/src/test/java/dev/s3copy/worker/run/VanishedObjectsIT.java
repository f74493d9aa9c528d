// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is believed of an answer that says that an object is not there.
class VanishedObjectsIT extends FaultsFixture {
  private static final Fault NO_BACKEND = new Fault.Plain(404, "404 page not found");
  private static final Fault NO_SUCH_KEY = new Fault.Status(404, "NoSuchKey", "no such key");
  private static final String FEW_RETRIES = "failurePolicy: {objectRetries: 1}";

  @Test
  @DisplayName("P-24 a gateway without a server behind it for a moment loses nothing")
  void aGatewayIsNotBelieved() throws InterruptedException {
    faults.add(FaultRule.of("get", NO_BACKEND).on(S3Operation.GET_OBJECT).atMost(60));
    assertNothingFailed(fixture.run(manifest(bucket("src"), claim(), "")));
    faults.requireAllFired();
  }

  @Test
  @DisplayName("P-24 P-19 what is listed and never found has failed, by name")
  void whatIsListedIsNotGone() throws InterruptedException, IOException {
    faults.add(
        FaultRule.of("missed", NO_SUCH_KEY)
            .on(S3Operation.GET_OBJECT, S3Operation.HEAD_OBJECT)
            .onKey(key(5)));
    RunResult result = fixture.run(manifest(bucket("src"), claim(), FEW_RETRIES));
    assertFailed(result, key(5), "the bucket lists it");
  }

  @ParameterizedTest
  @CsvSource({"k/a+b, k/a%2Bb, k/a+b", "k/a%20b, k/a%2520b, k/a%20b", "k/é, k/%C3%A9, k/e%CC%81"})
  @DisplayName("P-24 P-19 what is listed in another form than it is kept has failed, by name")
  void aKeyThatIsListedInAnotherFormIsNotGone(String key, String encoded, String listed)
      throws InterruptedException, IOException {
    s3.put("src", key, new byte[10], Map.of());
    Fault otherForm =
        new Fault.Rewrite(
            body ->
                new String(body, StandardCharsets.UTF_8)
                    .replace(encoded + "<", listed + "<")
                    .getBytes(StandardCharsets.UTF_8));
    faults.add(
        FaultRule.of("form", otherForm)
            .on(S3Operation.LIST_OBJECTS_V2)
            .where(request -> request.bucket().equals("src")));
    RunResult result =
        fixture.run(manifest(bucket("src"), bucket("dst"), "transfer: Stream\n" + FEW_RETRIES));
    assertFailed(result, "k/", "lists keys in another form");
  }

  @Test
  @DisplayName(
      "P-24 P-19 a copy that the server refuses with a wrong NoSuchKey has failed, by name")
  void aServerThatMisreadsAKeyIsNotBelieved() throws InterruptedException, IOException {
    faults.add(FaultRule.of("missed", NO_SUCH_KEY).on(S3Operation.COPY_OBJECT).onKey(key(5)));
    RunResult result = fixture.run(manifest(bucket("src"), bucket("dst"), FEW_RETRIES));
    assertFailed(result, key(5), "the source is there");
  }

  @Test
  @DisplayName("P-24 P-19 what is missing at the destination after the copy has failed, by name")
  void aMissingCopyIsNoMissingSource() throws InterruptedException, IOException {
    faults.add(
        FaultRule.of("missed", NO_BACKEND)
            .on(S3Operation.HEAD_OBJECT)
            .where(request -> request.bucket().equals("dst")));
    RunResult result =
        fixture.run(manifest(bucket("src"), bucket("dst"), "transfer: Stream\n" + FEW_RETRIES));
    assertFailed(result, "large", "it was written just now");
  }

  private void assertFailed(RunResult result, String key, String reason) throws IOException {
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().failed()).isEqualTo(1);
    assertThat(result.totals().gone()).isZero();
    assertThat(result.totals().skipped()).isZero();
    assertThat(Files.readString(Path.of(Objects.requireNonNull(result.report()))))
        .contains("\"outcome\":\"failed\"", key, reason);
  }
}
