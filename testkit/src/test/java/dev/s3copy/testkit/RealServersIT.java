// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

class RealServersIT {
  static Stream<String> names() {
    return RealServers.NAMES.stream();
  }

  /// rclone stores the chunk heads of an aws-chunked body as content.
  private static void plainly(S3ClientBuilder builder) {
    builder
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aServerFoundHereStoresAnObject(String name) {
    try (RealServer server = RealServers.start(name)) {
      assumeThat(server).as("%s", server).isInstanceOf(RealServer.Running.class);
      if (!(server instanceof RealServer.Running running)) return;
      try (S3Client s3 = Sdk.client(running.access(), RealServersIT::plainly)) {
        s3.createBucket(r -> r.bucket("bucket"));
        s3.putObject(r -> r.bucket("bucket").key("k"), RequestBody.fromString("body"));
        assertThat(s3.getObjectAsBytes(r -> r.bucket("bucket").key("k")).asUtf8String())
            .isEqualTo("body");
      }
    }
  }

  @Test
  void anAbsentServerSaysWhereItWasLookedFor() {
    RealServer server = RealServers.start("minio", Map.of("PATH", "/nowhere"));
    assertThat(server).isInstanceOf(RealServer.Absent.class);
    assertThat(((RealServer.Absent) server).reason()).contains("minio", "S3COPY_TEST_SERVERS");
  }
}
