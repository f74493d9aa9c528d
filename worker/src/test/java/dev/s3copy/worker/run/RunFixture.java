// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.validation.LoadedManifest;
import dev.s3copy.api.validation.ManifestLoader;
import dev.s3copy.testkit.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/// A folder with everything that runs in tests refer to, and manifests that refer to it.
final class RunFixture {
  private final Path folder;

  RunFixture(Path folder, EmbeddedS3 s3) {
    this.folder = folder;
    try {
      Files.createDirectories(volume());
      Files.writeString(
          folder.resolve("secret"),
          "AWS_ACCESS_KEY_ID=%s%nAWS_SECRET_ACCESS_KEY=%s%n"
              .formatted(s3.accessKey(), s3.secretKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Where claim `data` is.
  Path volume() {
    return folder.resolve("volume");
  }

  Path state() {
    return folder.resolve("state");
  }

  static String bucket(URI endpoint, String bucket, String prefix) {
    return "{s3: {bucket: %s, prefix: \"%s\", endpoint: \"%s\", credentials: {secretName: keys}}}"
        .formatted(bucket, prefix, endpoint);
  }

  static String claim() {
    return "{volume: {claimName: data}}";
  }

  static LoadedManifest manifest(String source, String destination, String more) {
    String text =
        """
        apiVersion: s3copy.dev/v1alpha1
        kind: S3Copy
        metadata: {name: test}
        spec:
          source: %s
          destination: %s
        %s
        """
            .formatted(source, destination, more.indent(2));
    LoadedManifest loaded = ManifestLoader.parse(text, "test.yaml");
    assertThat(loaded.problems()).isEmpty();
    return loaded;
  }

  LocalRun.Options options(LoadedManifest manifest) {
    return options(manifest, state());
  }

  LocalRun.Options options(LoadedManifest manifest, Path state) {
    LocalReferences references =
        new LocalReferences(
            Map.of("data", volume()),
            Map.of(
                "keys", folder.resolve("secret"),
                "aes", folder.resolve("aes"),
                "other", folder.resolve("other")),
            Map.of(),
            new AwsEnvironment(Map.of()));
    return new LocalRun.Options(
        manifest.copy(), manifest.canonicalSpecJson(), references, state, false, null, null);
  }

  RunResult run(LoadedManifest manifest) throws InterruptedException {
    return run(options(manifest));
  }

  static RunResult run(LocalRun.Options options) throws InterruptedException {
    try (LocalRun run = LocalRun.prepare(options)) {
      return run.run();
    }
  }
}
