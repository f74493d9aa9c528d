// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A small run of every kind against a server in this process. The launcher makes the JVM's AOT
/// cache from it: it loads the classes that a run loads, and profiles the code that a run uses
/// most.
public final class AotTraining {
  private static final int OBJECTS = 20_000;
  private static final int LARGEST_SMALL = 2 << 10;

  /// Large enough for parallel ranges and parts.
  private static final int LARGE = 20 << 20;

  private final EmbeddedS3 server;
  private final DemoFolder folder;

  private AotTraining(EmbeddedS3 server, DemoFolder folder) {
    this.server = server;
    this.folder = folder;
  }

  /// Fails if one run fails, because the cache would lack its classes. The server takes the
  /// environment's credentials.
  public static void main(String[] args) throws IOException {
    boolean good;
    try (EmbeddedS3 server =
            EmbeddedS3.builder()
                .credentials(
                    System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"))
                .start();
        DemoFolder folder = DemoFolder.create()) {
      good = new AotTraining(server, folder).play();
    }
    System.exit(good ? 0 : 1);
  }

  private boolean play() throws IOException {
    for (String bucket : List.of("objects", "copied", "streamed", "uploaded", "inventory")) {
      server.createBucket(bucket);
    }
    for (int i = 0; i < OBJECTS; i++) {
      byte[] body = new byte[i % LARGEST_SMALL];
      server.put("objects", Key.of("key/%02d/%05d".formatted(i % 50, i)), body, Map.of());
    }
    server.put("objects", Key.of("large"), new byte[LARGE], Map.of());
    folder.folder("files");
    folder.write("login/AWS_ACCESS_KEY_ID", server.accessKey());
    folder.write("login/AWS_SECRET_ACCESS_KEY", server.secretKey());
    String files = "{volume: {claimName: files}}";
    return run("look", "dryRun: true", bucket("objects"), files)
        && run("restore", "mode: Copy", bucket("objects"), files)
        && run("again", "overwrite: IfDifferent", asAnybody("objects"), files)
        && run("upload", "mode: Copy", files, bucket("uploaded"))
        && run("copy", "transfer: ServerSide", bucket("objects"), bucket("copied"))
        && run("stream", "transfer: Stream", bucket("objects"), bucket("streamed"))
        && run("inventory", "mode: Inventory", bucket("objects"), bucket("inventory"));
  }

  private String bucket(String name) {
    return "{s3: {bucket: %s, endpoint: \"%s\", credentials: {secretName: login}}}"
        .formatted(name, server.endpoint());
  }

  /// With the credentials of the environment, as most people run it.
  private String asAnybody(String bucket) {
    return "{s3: {bucket: %s, endpoint: \"%s\"}}".formatted(bucket, server.endpoint());
  }

  private boolean run(String name, String how, String source, String destination)
      throws IOException {
    String manifest =
        """
        apiVersion: s3copy.dev/v1alpha1
        kind: S3Copy
        metadata: {name: %s}
        spec:
          %s
          source: %s
          destination: %s
        """
            .formatted(name, how, source, destination);
    String file = folder.write(name + ".yaml", manifest).toString();
    return does("validate", file) && does("run", file, "--state", path("state/" + name));
  }

  private boolean does(String command, String... options) {
    List<String> line = new ArrayList<>(List.of(command, "--output", "json"));
    if (command.equals("run")) {
      line.addAll(List.of("--volume", "files=" + path("files")));
      line.addAll(List.of("--secret", "login=" + path("login")));
    } else {
      line.subList(1, line.size()).clear();
    }
    line.addAll(List.of(options));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false);
    Screen screen = new Screen(nowhere, System.err, false, 80);
    String[] words = line.toArray(String[]::new);
    return Main.execute(new Invocation("s3copy", line, screen), words) == 0;
  }

  private String path(String name) {
    return folder.root().resolve(name).toString();
  }
}
