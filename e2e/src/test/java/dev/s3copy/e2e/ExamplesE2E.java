// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.s3copy.api.ObjectCounts;
import dev.s3copy.e2e.cluster.OnCluster;
import dev.s3copy.e2e.stage.Bucket;
import dev.s3copy.e2e.stage.Claim;
import dev.s3copy.e2e.stage.S3Server;
import dev.s3copy.e2e.stage.Stage;
import dev.s3copy.e2e.stage.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example is applied as it stands, but for what only its reader has: servers and buckets.
@OnCluster
class ExamplesE2E {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path EXAMPLES =
      Path.of(requireNonNull(System.getProperty("s3copy.root")), "examples");
  private static final List<String> NAMES =
      List.of("a.jpg", "b/c.raw", "b/c.dng", "b/notes.txt", "cache/x", "drafts/d.jpg", "e/f.tmp");

  private final Stage stage = Stage.shared();
  private final S3Server server = stage.embedded();
  private final Map<String, Bucket> buckets = new HashMap<>();
  private final Map<String, Claim> claims = new HashMap<>();

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files.filter(ExamplesE2E::isCopy).map(EXAMPLES::relativize).sorted().toList().stream();
    }
  }

  private static boolean isCopy(Path file) {
    try {
      return file.toString().endsWith(".yaml")
          && Files.readString(file).lines().anyMatch("kind: S3Copy"::equals);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleRunsToItsEnd(Path example) throws IOException {
    JsonNode copy = YAML.readTree(EXAMPLES.resolve(example).toFile());
    String name = copy.at("/metadata/name").asText();
    try (Tenant tenant = stage.tenant("example")) {
      for (String end : List.of("source", "destination", "report")) {
        provide(copy.at("/spec/" + end), tenant, name + "-" + end);
      }
      fill(copy.at("/spec/source"));
      ObjectCounts counts =
          requireNonNull(tenant.apply(YAML.writeValueAsString(copy)).awaitComplete().objects());
      assertThat(counts.listed()).isEqualTo(NAMES.size());
      assertThat(counts.failed()).isZero();
      assertThat(counts.copied() + counts.excluded()).isEqualTo(NAMES.size());
      if (copy.at("/spec/mode").isMissingNode()) {
        assertThat(found(copy.at("/spec/destination"))).isEqualTo(counts.copied()).isPositive();
      }
    }
  }

  /// Server, login, bucket or claim for what one end names.
  ///
  /// @param user keeps buckets of one name apart, which on the reader's side are on several servers
  private void provide(JsonNode end, Tenant tenant, String user) {
    if (end.get("s3") instanceof ObjectNode s3) {
      s3.put("endpoint", server.inside().endpoint().toString());
      s3.put("region", server.inside().region());
      s3.remove("caBundle");
      // Nor does the test have accounts with roles.
      if (s3.at("/credentials/role").isObject())
        s3.putObject("credentials").put("secretName", "login");
      String bucket = s3.get("bucket").asText() + "-" + user;
      s3.put("bucket", bucket);
      buckets.computeIfAbsent(bucket, server::bucket);
      tenant.secret(s3.at("/credentials/secretName").asText(), server.inside());
    }
    String claim = end.at("/volume/claimName").asText();
    if (!claim.isEmpty()) {
      claims.computeIfAbsent(claim, name -> tenant.claim(name, "ReadWriteMany"));
    }
  }

  private void fill(JsonNode source) {
    JsonNode s3 = source.get("s3");
    if (s3 != null) {
      Bucket bucket = bucket(s3);
      NAMES.forEach(name -> bucket.put(s3.path("prefix").asText() + name, name));
      return;
    }
    Claim claim = requireNonNull(claims.get(source.at("/volume/claimName").asText()));
    claim.run(
        "mkdir -p b cache drafts e && for n in %s; do echo $n >$n; done"
            .formatted(String.join(" ", NAMES)));
  }

  private long found(JsonNode destination) {
    JsonNode s3 = destination.get("s3");
    if (s3 != null) return bucket(s3).keys(s3.path("prefix").asText()).size();
    Claim claim = requireNonNull(claims.get(destination.at("/volume/claimName").asText()));
    return claim.contents(destination.at("/volume/path").asText(".")).size();
  }

  private Bucket bucket(JsonNode s3) {
    return requireNonNull(buckets.get(s3.get("bucket").asText()));
  }
}
