// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestLoaderTest {
  private static final String MANIFEST =
      """
      apiVersion: s3copy.dev/v1alpha1
      kind: S3Copy
      metadata: {name: c, namespace: team, labels: {a: b}}
      spec:
        source: {s3: {bucket: from-here}}
        destination: {volume: {claimName: data}}
      """;

  @TempDir private Path folder;

  @Test
  void aValidManifestIsReadWithItsDefaults() throws IOException {
    Path file = Files.writeString(folder.resolve("copy.yaml"), MANIFEST);

    LoadedManifest loaded = ManifestLoader.load(file);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.copy().metadata().getName()).isEqualTo("c");
    assertThat(loaded.copy().metadata().getNamespace()).isEqualTo("team");
    S3CopySpec spec = loaded.copy().spec();
    assertThat(spec.workers().max()).isEqualTo(8);
    assertThat(spec)
        .as("defaults of the schema and of the records")
        .isEqualTo(
            new ObjectMapper()
                .readValue(
                    """
                    {"source": {"s3": {"bucket": "from-here"}},
                     "destination": {"volume": {"claimName": "data"}}}
                    """,
                    S3CopySpec.class));
  }

  @Test
  void theCanonicalSpecIsSortedAndHasDefaultsButNothingThatMayChange() {
    String json = canonical("");

    assertThat(json)
        .isEqualTo(
            "{\"destination\":{\"volume\":{\"claimName\":\"data\",\"path\":\"\"}},\"dryRun\":false,"
                + "\"failurePolicy\":{\"objectRetries\":5},\"mode\":\"Copy\",\"overwrite\":\"IfDifferent\","
                + "\"preserve\":{\"tags\":\"BestEffort\"},\"select\":{},\"source\":{\"s3\":{\"bucket\":\"from-here\",\"prefix\":\"\"}},"
                + "\"symlinks\":\"Skip\",\"transfer\":\"Auto\"}");
    assertThat(canonical("  mode: Copy\n  limits: {requestsPerSecond: 9}\n  suspend: true\n"))
        .isEqualTo(json);
    assertThat(canonical("  workers: {max: 2}\n  ttlSecondsAfterFinished: 0\n")).isEqualTo(json);
    assertThat(canonical("  overwrite: Always\n")).isNotEqualTo(json);
  }

  @Test
  void timesNeedNoQuotesAndAnchorsAreFollowed() {
    LoadedManifest loaded =
        parse(
            """
            apiVersion: s3copy.dev/v1alpha1
            kind: S3Copy
            metadata: {name: c}
            spec:
              source: {s3: &server {bucket: same, prefix: a/, endpoint: "http://localhost:9000"}}
              destination: {s3: {<<: *server, prefix: b/}}
              select: {modifiedAfter: 2026-01-31T00:00:00Z}
            """);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.copy().spec().select().modifiedAfter())
        .isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(loaded.copy().spec().destination().s3())
        .extracting(S3Location::endpoint)
        .isEqualTo("http://localhost:9000");
  }

  @Test
  void objectsOfOtherKindsAreIgnoredWithANote() {
    LoadedManifest loaded =
        parse("---\n---\nkind: Secret\nmetadata: {name: keys}\n---\n" + MANIFEST);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.notes())
        .containsExactly("f.yaml: ignored Secret keys: only kind S3Copy is read");
  }

  @Test
  void aManifestTakenFromAClusterIsRead() {
    LoadedManifest loaded =
        parse(
            MANIFEST.replace("labels:", "uid: x, generation: 3, managedFields: [], labels:")
                + "status: {phase: Running, objects: {listed: 7}}\n");

    assertThat(loaded.problems()).isEmpty();
  }

  @Test
  void textWithoutAnS3CopyIsRefused() {
    assertThat(parse("kind: Job\n").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "f.yaml: no S3Copy found; a manifest begins with apiVersion: s3copy.dev/v1alpha1 and"
                + " kind: S3Copy");
    assertThat(parse("").problems()).hasSize(1);
    assertThat(parse("just text").problems()).hasSize(1);
    assertThat(parse("[1, 2]").problems()).hasSize(1);
  }

  @Test
  void twoS3CopiesInAFileAreRefused() {
    assertThat(parse(MANIFEST + "---\n" + MANIFEST).problems())
        .containsExactly(
            new Problem("f.yaml", "2 S3Copies found; write each into a file of its own"));
  }

  @Test
  void anotherVersionAndAnotherFieldAreNamed() {
    assertThat(
            parse(
                    MANIFEST
                        .replace("v1alpha1", "v2")
                        .replace("{name: c,", "{nmae: c,")
                        .replace("spec:", "sepc: {}\nspec:"))
                .problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "apiVersion: Unsupported value: \"s3copy.dev/v2\": supported values:"
                + " \"s3copy.dev/v1alpha1\"",
            "metadata.nmae: unknown field; did you mean \"name\"?",
            "metadata.name: Required value: name the copy",
            "sepc: unknown field; did you mean \"spec\"?");
  }

  @Test
  void aMistakeInTheYamlIsFoundAtItsLineAndColumn() {
    assertThat(parse("apiVersion: s3copy.dev/v1alpha1\nkind: S3Copy\n\tspec: {}\n").problems())
        .extracting(Problem::path)
        .containsExactly("f.yaml:3:1");
    assertThat(parse("kind: S3Copy\nkind: S3Copy\n").problems())
        .extracting(Problem::toString)
        .containsExactly("f.yaml:2:1: not valid YAML: found duplicate key kind");
  }

  @Test
  void yamlThatExplodesOrEatsItsTailIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(parse(bomb.toString()).problems()).hasSize(1);
    assertThat(parse(bomb.substring(0, bomb.indexOf("a20: "))).problems()).hasSize(1);
    assertThat(parse("kind: S3Copy\nspec: &a {b: *a}\n").problems()).hasSize(1);
    assertThat(parse("kind: " + "[".repeat(5000)).problems()).hasSize(1);
  }

  @Test
  void aFileThatCannotBeReadIsAProblemAndNotAnException() throws IOException {
    assertThat(ManifestLoader.load(folder.resolve("none.yaml")).problems())
        .extracting(Problem::message)
        .containsExactly("no such file; check the path");
    assertThat(ManifestLoader.load(folder).problems())
        .extracting(Problem::message)
        .containsExactly("is a folder; name the manifest file itself");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(ManifestLoader.load(binary).problems())
        .extracting(Problem::message)
        .containsExactly("not UTF-8 text; is this the manifest?");
  }

  @Test
  void anInvalidManifestHasNoCopyToRun() {
    assertThatIllegalStateException().isThrownBy(() -> parse("").copy());
  }

  private static LoadedManifest parse(String text) {
    return ManifestLoader.parse(text, "f.yaml");
  }

  private static String canonical(String more) {
    LoadedManifest loaded = parse(MANIFEST + more);
    assertThat(loaded.problems()).isEmpty();
    return loaded.canonicalSpecJson();
  }
}
