// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.worker.run.AwsEnvironment;
import dev.s3copy.worker.run.LocalReferences;
import dev.s3copy.worker.run.LocalRun;
import dev.s3copy.worker.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The steps of the demo: fill a bucket, restore it into a folder, copy it into another bucket, run
/// once more, and prove by other means that the result is right.
final class Demo {
  private static final String SOURCE = "photos";
  private static final String COPY = "photos-copy";
  private static final String LOGIN = "demo-login";

  private final EmbeddedS3 server;
  private final DemoFolder folder;
  private final Screen screen;
  private final List<RunResult> results = new ArrayList<>();

  Demo(EmbeddedS3 server, DemoFolder folder, Screen screen) {
    this.server = server;
    this.folder = folder;
    this.screen = screen;
  }

  ExitCode tell() throws IOException, InterruptedException {
    prepare();
    restore();
    copy();
    again();
    return prove();
  }

  private void prepare() throws IOException {
    DemoBucket bucket = new DemoBucket(server, SOURCE);
    bucket.fill();
    server.createBucket(COPY);
    folder.write("login/AWS_ACCESS_KEY_ID", server.accessKey());
    folder.write("login/AWS_SECRET_ACCESS_KEY", server.secretKey());
    say("1. An S3 server runs inside this process, at " + server.endpoint() + ".");
    say(
        "   Its bucket \"%s\" holds %s, %s: empty ones, one of 24 MiB, names with spaces,"
            .formatted(
                SOURCE,
                HumanNumbers.count(bucket.count(), "object"),
                HumanNumbers.bytes(bucket.bytes())));
    say("   emoji, quotes, and keys like odd/../up that no file can have.");
  }

  private void restore() throws IOException, InterruptedException {
    folder.folder("restored");
    say("");
    say("2. Restore: everything below album/ into a folder. The manifest:");
    run(
        "restore",
        """
        source:
          s3: {bucket: %s, prefix: %s, endpoint: "%s", credentials: {secretName: %s}}
        destination:
          volume: {claimName: restored}
        """
            .formatted(SOURCE, DemoBucket.ALBUM, server.endpoint(), LOGIN));
  }

  private void copy() throws IOException, InterruptedException {
    say("");
    say(
        "3. Copy: the whole bucket into another one on the same server, which then copies by"
            + " itself.");
    run("copy", copySpec());
  }

  private void again() throws IOException, InterruptedException {
    say("");
    say("4. The same copy once more: all is there and the same, so nothing is copied.");
    run("copy", copySpec());
  }

  private String copySpec() {
    return """
    source:
      s3: {bucket: %s, endpoint: "%s", credentials: {secretName: %s}}
    destination:
      s3: {bucket: %s, endpoint: "%s", credentials: {secretName: %s}}
    """
        .formatted(SOURCE, server.endpoint(), LOGIN, COPY, server.endpoint(), LOGIN);
  }

  private void run(String name, String spec) throws IOException, InterruptedException {
    String manifest =
        """
        apiVersion: s3copy.dev/v1alpha1
        kind: S3Copy
        metadata: {name: %s}
        spec:
        %s\
        """
            .formatted(name, spec.indent(2));
    if (results.size() < 2) {
      say(manifest.indent(6).stripTrailing());
    }
    LoadedManifest loaded = Manifests.load(folder.write(name + ".yaml", manifest), screen);
    try (LocalRun run = LocalRun.prepare(options(loaded))) {
      RunResult result = RunCommand.watched(run, screen);
      results.add(result);
      say("   " + ResultText.inOneLine(result));
      if (result.stopped() != null) {
        ErrorReport.about(result.stopped(), null).tell(screen, false);
      }
    }
  }

  private LocalRun.Options options(LoadedManifest loaded) {
    Path root = folder.root();
    return new LocalRun.Options(
        loaded.copy(),
        loaded.canonicalSpecJson(),
        new LocalReferences(
            Map.of("restored", root.resolve("restored")),
            Map.of(LOGIN, root.resolve("login")),
            Map.of(),
            new AwsEnvironment(Map.of())),
        root.resolve("state").resolve(loaded.copy().metadata().getName()),
        false,
        null,
        null);
  }

  private ExitCode prove() throws IOException {
    say("");
    say("5. Proof, by other code than what copied: every byte is read again on both sides.");
    DemoProof proof =
        new DemoProof(server)
            .folder(SOURCE, DemoBucket.ALBUM, folder.root().resolve("restored"))
            .bucket(SOURCE, COPY);
    boolean secondCopyWrote = results.getLast().totals().copied() > 0;
    boolean complete =
        results.stream().allMatch(result -> result.phase() == RunResult.Phase.COMPLETE);
    if (proof.differences().isEmpty() && complete && !secondCopyWrote) {
      say(
          "   %s compared by SHA-256, names and metadata too: all equal, nothing missing, nothing"
                  .formatted(HumanNumbers.count(proof.compared(), "copy", "copies"))
              + " extra.");
      say("");
      say(
          "Done; the server and the folder are gone. Next: `s3copy run` with a manifest of yours,"
              + " see README.md.");
      return ExitCode.OK;
    }
    proof.differences().stream().limit(20).forEach(difference -> say("   DIFFERENT " + difference));
    say(
        "   The copy is NOT right: %s. Please report this."
            .formatted(HumanNumbers.count(proof.differences().size(), "difference")));
    return ExitCode.OBJECTS_FAILED;
  }

  private void say(String text) {
    screen.out().println(text);
  }
}
