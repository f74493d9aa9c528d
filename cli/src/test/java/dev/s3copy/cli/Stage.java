// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A server behind a front, two buckets, a folder, and manifests that work until a test spoils
/// something.
final class Stage implements AutoCloseable {
  static final int OBJECTS = 30;

  /// In the target bucket and in the target folder before anything runs.
  static final String PRECIOUS = "precious";

  final EmbeddedS3 server = EmbeddedS3.start().createBucket("source").createBucket("target");
  final FaultPlan faults = FaultPlan.none();
  final FaultFront front = FaultFront.start(server.endpoint(), faults);
  final Path folder;
  final Path target;

  Stage(Path folder) {
    this.folder = folder;
    this.target = folder.resolve("target");
    for (int i = 0; i < OBJECTS; i++) {
      server.put("source", "object-%02d".formatted(i), new byte[i * 1000], Map.of());
    }
    server.put("target", PRECIOUS, PRECIOUS.getBytes(StandardCharsets.UTF_8), Map.of());
    write("target/" + PRECIOUS, PRECIOUS);
    secret(server.accessKey(), server.secretKey());
  }

  void secret(String accessKey, String secretKey) {
    write("login/AWS_ACCESS_KEY_ID", accessKey);
    write("login/AWS_SECRET_ACCESS_KEY", secretKey);
  }

  void write(String name, String text) {
    try {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Bucket to folder.
  String restore() {
    return manifest(bucket("source"), "volume: {claimName: target}");
  }

  /// Bucket to bucket on one server.
  String copy() {
    return manifest(bucket("source"), bucket("target"));
  }

  String bucket(String name) {
    return "s3: {bucket: %s, endpoint: \"%s\", credentials: {secretName: login}}"
        .formatted(name, front.endpoint());
  }

  static String manifest(String source, String destination) {
    return """
    apiVersion: s3copy.dev/v1alpha1
    kind: S3Copy
    metadata: {name: staged}
    spec:
      source: {%s}
      destination: {%s}
    """
        .formatted(source, destination);
  }

  /// `run` with everything mapped, and more arguments.
  String[] run(String manifest, String... more) {
    write("copy.yaml", manifest);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                folder.resolve("copy.yaml").toString(),
                "--volume",
                "target=" + target,
                "--secret",
                "login=" + folder.resolve("login"),
                "--state",
                folder.resolve("state").toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /// What was there before is there still, and as it was.
  boolean preciousIsUnharmed() {
    try {
      Path file = target.resolve(PRECIOUS);
      boolean fileKept = !Files.exists(target) || Files.readString(file).equals(PRECIOUS);
      return fileKept
          && new String(server.read("target", PRECIOUS), StandardCharsets.UTF_8).equals(PRECIOUS);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    front.close();
    server.close();
  }
}
