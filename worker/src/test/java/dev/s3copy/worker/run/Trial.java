// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.testkit.S3Access;
import dev.s3copy.worker.s3.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Runs of s3copy as users start them, with two servers and one volume.
///
/// @param origin the server that objects come from
/// @param server the one that is tried
record Trial(Path folder, S3Access origin, S3Access server) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// How a run ended.
  ///
  /// @param stopped the code of what ended it early; empty for none
  /// @param failed the code of each key that failed by name
  /// @param limitations the codes of what it said that it could not keep
  /// @param missing what the servers turned out not to know
  record Outcome(
      String stopped,
      Map<String, String> failed,
      Set<String> limitations,
      Set<String> missing,
      long copied,
      long uncounted) {}

  String bucket(S3Access access, String bucket) {
    return "{s3: {bucket: %s, endpoint: \"%s\", credentials: {secretName: %s}}}"
        .formatted(bucket, access.endpoint(), access.equals(origin) ? "origin" : "server");
  }

  Path volume() {
    return folder.resolve("volume");
  }

  Outcome run(String name, String source, String destination, String settings) throws Exception {
    Files.createDirectories(volume());
    LocalReferences references =
        new LocalReferences(
            Map.of("data", volume()),
            Map.of("origin", secret("origin", origin), "server", secret("server", server)),
            Map.of(),
            new AwsEnvironment(Map.of()));
    var manifest = RunFixture.manifest(source, destination, settings);
    LocalRun.Options options =
        new LocalRun.Options(
            manifest.copy(),
            manifest.canonicalSpecJson(),
            references,
            folder.resolve("state-" + name),
            false,
            null,
            null);
    try (LocalRun run = LocalRun.prepare(options)) {
      return outcome(run.run(), run.missing());
    } catch (StoreException e) {
      return new Outcome(e.failure().code(), Map.of(), Set.of(), Set.of(), 0, 0);
    }
  }

  private static Outcome outcome(RunResult result, Set<Capability> missing) throws IOException {
    Map<String, String> failed = new HashMap<>();
    if (result.report() != null) {
      for (String line : Files.readAllLines(Path.of(result.report()))) {
        JsonNode json = JSON.readTree(line);
        failed.put(json.path("key").asText(), json.path("code").asText());
      }
    }
    var totals = result.totals();
    return new Outcome(
        result.stopped() == null ? "" : Objects.requireNonNull(result.stopped()).code(),
        failed,
        result.limitations().stream()
            .map(limitation -> limitation.code())
            .collect(Collectors.toCollection(TreeSet::new)),
        missing.stream().map(Capability::word).collect(Collectors.toCollection(TreeSet::new)),
        totals.copied(),
        totals.listed()
            - totals.copied()
            - totals.skipped()
            - totals.gone()
            - totals.excluded()
            - totals.failed());
  }

  private Path secret(String name, S3Access access) throws IOException {
    List<String> lines =
        List.of(
            "AWS_ACCESS_KEY_ID=" + access.accessKey(),
            "AWS_SECRET_ACCESS_KEY=" + access.secretKey());
    return Files.write(folder.resolve("secret-" + name), lines);
  }
}
