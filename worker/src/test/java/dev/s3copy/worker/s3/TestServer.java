// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.HostileKeys;
import dev.s3copy.testkit.RealServer;
import dev.s3copy.testkit.RealServers;
import dev.s3copy.testkit.S3Access;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/// A server that the contract runs against, and what it cannot do.
///
/// @param accepts whether it holds that key as it is, or refuses it by name
/// @param gaps the promises of the contract that it cannot keep, each with the reason
record TestServer(S3Access access, Predicate<Key> accepts, Map<String, String> gaps, Runnable stop)
    implements AutoCloseable {

  static TestServer embedded() {
    EmbeddedS3 server = EmbeddedS3.start();
    return new TestServer(server.access(), key -> true, Map.of(), server::close);
  }

  static TestServer minio() {
    return real("minio");
  }

  static TestServer real(String name) {
    return switch (RealServers.start(name)) {
      case RealServer.Running running ->
          new TestServer(
              running.access(),
              name.equals("minio") ? TestServer::fitsMinio : key -> true,
              ServerGaps.of(name),
              running::close);
      case RealServer.Absent absent -> Assumptions.abort(name + " skipped: " + absent.reason());
    };
  }

  /// MinIO cleans keys like paths: it silently drops empty segments, and a key that is another's
  /// folder hides what is below it.
  private static boolean fitsMinio(Key key) {
    String text = key.toString();
    boolean cleaned = text.startsWith("/") || text.contains("//") || text.startsWith(".");
    return !cleaned && !text.contains("/.") && HostileKeys.all().stream().noneMatch(holds(key));
  }

  private static Predicate<Key> holds(Key key) {
    return other -> !other.equals(key) && key.startsWith(other.append(Key.of("/")));
  }

  @Override
  public void close() {
    stop.run();
  }
}
