// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.server;

import dev.s3copy.testkit.EmbeddedS3;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Serves until it is told to stop. Set up by the environment: `PORT`, `ACCESS_KEY`, `SECRET_KEY`,
/// `REGION`, `BUCKETS` (empty ones) and `FILL` ([Fill]s), both with spaces between.
public final class S3ServerMain {
  private S3ServerMain() {}

  public static void main(String[] args) throws InterruptedException {
    Map<String, String> environment = System.getenv();
    EmbeddedS3 server =
        EmbeddedS3.builder()
            .listenEverywhere()
            .port(Integer.parseInt(environment.getOrDefault("PORT", "9000")))
            .credentials(
                environment.getOrDefault("ACCESS_KEY", "embedded"),
                environment.getOrDefault("SECRET_KEY", "embedded-secret"))
            .region(environment.getOrDefault("REGION", "us-east-1"))
            .start();
    for (String bucket : words(environment.get("BUCKETS"))) server.createBucket(bucket);
    for (String fill : words(environment.get("FILL"))) Fill.parse(fill).into(server);
    CountDownLatch told = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(told::countDown));
    try (server) {
      System.out.println("serving at " + server.endpoint());
      told.await();
    }
  }

  private static String[] words(@Nullable String text) {
    return text == null || text.isBlank() ? new String[0] : text.strip().split(" +");
  }
}
