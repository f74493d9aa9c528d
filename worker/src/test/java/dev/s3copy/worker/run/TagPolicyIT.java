// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `preserve.tags` means for each way of copying from bucket to bucket.
class TagPolicyIT extends FrontFixture {
  private static final int LARGE = (9 << 20) + 5;
  private static final Map<String, String> TAGS = Map.of("a", "b", "c", "d e");

  @BeforeEach
  void fill() {
    s3.put("src", "plain", random(10, 1), Map.of());
    s3.put("src", "small", random(10, 2), Map.of());
    s3.put("src", "large", random(LARGE, 3), Map.of());
    s3.putPattern("src", Key.of("opaque"), 10, 4);
    for (String key : new String[] {"small", "large", "opaque"}) s3.tag("src", Key.of(key), TAGS);
  }

  private RunResult copy(String transfer, String tags) throws InterruptedException {
    return fixture.run(
        manifest(
            bucket("src"),
            bucket("dst"),
            "transfer: %s\npreserve:\n  tags: %s".formatted(transfer, tags)));
  }

  private Map<String, String> tags(String key) {
    return Objects.requireNonNull(s3.find("dst", Key.of(key))).tags();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-05 dropped tags are neither read nor written")
  void dropsTags(String transfer) throws InterruptedException {
    faults.add(
        FaultRule.of("tags", Fault.accessDenied())
            .where(
                request ->
                    request.headers().has("x-amz-tagging")
                        || request.operation().title().endsWith("Tagging")));
    RunResult result = copy(transfer, "Drop");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.limitations()).isEmpty();
    for (Key key : s3.keys("src")) assertThat(tags(key.toString())).isEmpty();
    assertThat(front.log().lines(line -> line.request().headers().has("x-amz-tagging"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-05 without the right to write tags, objects are copied without them; told once")
  void copiesWithoutTagsThatMayNotBeWritten(String transfer) throws InterruptedException {
    faults.add(
        FaultRule.of("no right to tags", Fault.accessDenied())
            .where(
                request ->
                    request.headers().has("x-amz-tagging")
                        || request.operation() == S3Operation.PUT_OBJECT_TAGGING
                        || (request.operation() == S3Operation.COPY_OBJECT
                            && !request.key().equals(Key.of("plain"))
                            && !request.headers().has("x-amz-tagging-directive"))));
    RunResult result = copy(transfer, "BestEffort");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.limitations())
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.code()).isEqualTo("WritesTagsUnsupported");
              assertThat(limit.effect()).contains("s3:PutObjectTagging");
            });
    assertThat(s3.keys("dst")).isEqualTo(s3.keys("src"));
  }

  @Test
  @DisplayName("P-05 each object in parts is asked for its tags: a HEAD may not tell their number")
  void asksEachLargeObjectForItsTags() throws InterruptedException {
    s3.put("src", "large-and-plain", random(LARGE, 5), Map.of());
    assertThat(copy("Stream", "BestEffort").totals().copied()).isEqualTo(5);
    assertThat(front.log().lines(line -> line.request().key().equals(Key.of("large-and-plain"))))
        .anyMatch(line -> line.request().operation() == S3Operation.GET_OBJECT_TAGGING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-05 required tags are kept")
  void keepsRequiredTags(String transfer) throws InterruptedException {
    RunResult result = copy(transfer, "Required\noverwrite: Never");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.totals().copied()).isEqualTo(4);
    assertThat(tags("plain")).isEmpty();
    for (String key : new String[] {"small", "large", "opaque"}) {
      assertThat(tags(key)).as(key).isEqualTo(TAGS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-05 P-19 objects whose required tags a server drops without a word fail by name")
  void failsWhereTagsAreDropped(String transfer) throws InterruptedException, IOException {
    s3.dropTags("dst");
    assertOnlyPlainCopied(copy(transfer, "Required\noverwrite: Never"), "TagsNotKept");
  }

  @Test
  @DisplayName("P-05 P-19 objects whose required tags a server refuses fail by name, each of them")
  void failsWhereTagsAreRefused() throws InterruptedException, IOException {
    faults.add(
        FaultRule.of("tags", new Fault.Status(501, "NotImplemented", "not implemented"))
            .where(request -> request.hasHeader("x-amz-tagging")));
    assertOnlyPlainCopied(copy("Stream", "Required"), "NotImplemented");
    assertThat(s3.keys("dst")).containsExactly(Key.of("plain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServerSide", "Stream"})
  @DisplayName("P-05 who may not read required tags copies nothing, even where no number is told")
  void failsWhereTagsMayNotBeRead(String transfer) throws InterruptedException, IOException {
    faults.add(FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.GET_OBJECT_TAGGING));
    RunResult result = copy(transfer, "Required");
    assertThat(result.totals().failed()).isEqualTo(4);
    assertThat(report(result)).contains("s3:GetObjectTagging");
    assertThat(s3.keys("dst")).isEmpty();
    assertThat(result.limitations()).isEmpty();
  }

  private void assertOnlyPlainCopied(RunResult result, String code) throws IOException {
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().copied()).isEqualTo(1);
    assertThat(report(result).lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains(code))
        .anySatisfy(line -> assertThat(line).contains("small"))
        .anySatisfy(line -> assertThat(line).contains("large"))
        .anySatisfy(line -> assertThat(line).contains("opaque"));
    assertThat(result.limitations()).isEmpty();
  }

  private static String report(RunResult result) throws IOException {
    return Files.readString(Path.of(Objects.requireNonNull(result.report())));
  }
}
