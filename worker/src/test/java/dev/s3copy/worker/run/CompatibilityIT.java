// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import dev.s3copy.testkit.s3.S3Request;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a manifest says of a server holds from the first request on, whatever the server answers.
class CompatibilityIT extends FrontFixture {
  private static final int LARGE = (20 << 20) + 5;

  @BeforeEach
  void fill() {
    s3.put("src", "small", random(10, 1), Map.of());
    s3.put("src", "large", random(LARGE, 2), Map.of());
    for (Key key : s3.keys("src")) s3.tag("src", key, Map.of("a", "b"));
  }

  private RunResult copy(String compatibility) throws InterruptedException {
    return fixture.run(
        manifest(bucket("src", compatibility), bucket("dst", compatibility), "transfer: Stream"));
  }

  private String bucket(String name, String compatibility) {
    return bucket(name).replace("credentials", "compatibility: " + compatibility + ", credentials");
  }

  private long count(Predicate<S3Request> condition) {
    return front.log().lines(line -> condition.test(line.request())).size();
  }

  @Test
  void anMd5IsSentInsteadOfACrc() throws InterruptedException {
    assertThat(copy("{checksum: MD5}").totals().copied()).isEqualTo(2);
    assertThat(count(request -> request.hasHeader("x-amz-checksum-crc32c"))).isZero();
    assertThat(front.log().lines(line -> line.request().hasHeader("content-md5")))
        .extracting(line -> line.request().operation())
        .contains(S3Operation.PUT_OBJECT, S3Operation.UPLOAD_PART);
  }

  @Test
  void noChecksumIsSentOrAskedFor() throws InterruptedException {
    assertThat(copy("{checksum: None}").totals().copied()).isEqualTo(2);
    assertThat(count(request -> request.hasHeader("x-amz-checksum"))).isZero();
    assertThat(count(request -> request.hasHeader("content-md5"))).isZero();
  }

  @Test
  void version1ListsFromTheFirstRequestOn() throws InterruptedException {
    assertThat(copy("{listVersion: V1}").totals().copied()).isEqualTo(2);
    assertThat(front.log().count(S3Operation.LIST_OBJECTS_V2)).isZero();
    assertThat(front.log().count(S3Operation.LIST_OBJECTS)).isPositive();
  }

  @Test
  void fewerPartsAreLarger() throws InterruptedException {
    assertThat(copy("{maxParts: 2}").totals().copied()).isEqualTo(2);
    assertThat(front.log().count(S3Operation.UPLOAD_PART)).isEqualTo(2);
    assertThat(s3.read("dst", "large")).isEqualTo(s3.read("src", "large"));
  }

  @Test
  @DisplayName(
      "P-05 where it is said that there are no tags, none are asked for, and nothing is told")
  void withoutTags() throws InterruptedException {
    RunResult result = copy("{tags: false}");
    assertThat(result.totals().copied()).isEqualTo(2);
    assertThat(result.limitations()).isEmpty();
    assertThat(count(request -> request.hasHeader("x-amz-tagging"))).isZero();
    assertThat(front.log().count(S3Operation.GET_OBJECT_TAGGING)).isZero();
  }

  @Test
  @DisplayName("P-05 a refusal teaches nothing about tags that the server is said to have")
  void withTags() throws InterruptedException {
    faults.add(
        FaultRule.of("tags", new Fault.Status(501, "NotImplemented", "not implemented"))
            .on(S3Operation.PUT_OBJECT)
            .where(request -> request.hasHeader("x-amz-tagging")));
    RunResult result = copy("{tags: true}");
    assertThat(result.totals().copied()).isEqualTo(1);
    assertThat(result.totals().failed()).isEqualTo(1);
    assertThat(result.limitations()).isEmpty();
  }
}
