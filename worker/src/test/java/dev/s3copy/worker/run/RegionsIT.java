// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Request;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One endpoint may lead to buckets of several regions.
class RegionsIT {
  private static final Map<String, String> REGIONS = Map.of("src", "eu-north", "dst", "ap-south");

  @TempDir private Path folder;

  private static boolean isOfAnotherRegion(S3Request request) {
    String signature = Objects.requireNonNullElse(request.headers().first("authorization"), "");
    return !signature.contains("/" + REGIONS.get(request.bucket()) + "/s3/aws4_request");
  }

  private static String bucket(FaultFront front, String bucket) {
    return "{s3: {bucket: %s, region: %s, endpoint: \"%s\", credentials: {secretName: keys}}}"
        .formatted(bucket, REGIONS.get(bucket), front.endpoint());
  }

  @Test
  void eachBucketIsSpokenToInItsOwnRegion() throws InterruptedException {
    Fault refusal = new Fault.Status(400, "AuthorizationHeaderMalformed", "the region is wrong");
    FaultPlan plan =
        FaultPlan.none()
            .add(FaultRule.of("region", refusal).where(RegionsIT::isOfAnotherRegion))
            .add(FaultRule.of("unsigned", new Fault.HideHeader("authorization")));
    try (EmbeddedS3 s3 = EmbeddedS3.builder().allowAnonymous().start();
        FaultFront front = FaultFront.start(s3.endpoint(), plan)) {
      s3.createBucket("src").createBucket("dst");
      s3.put("src", "object", new byte[10], Map.of());
      RunFixture fixture = new RunFixture(folder, s3);

      RunResult result =
          fixture.run(RunFixture.manifest(bucket(front, "src"), bucket(front, "dst"), ""));

      assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
      assertThat(s3.count("dst")).isOne();
      assertThat(plan.fired("region")).isZero();
    }
  }
}
