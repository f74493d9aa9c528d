// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.run.ReferencedNames;
import dev.s3copy.operator.run.RunNames;
import dev.s3copy.operator.scene.Samples;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each kind of copy gets, as YAML to read: `desired/<case>/in-S3Copy.yaml` and `out-*.yaml`.
/// `-Ds3copy.regenerate=true` writes them anew.
class DesiredObjectsTest {
  private static final Path FOLDER = Path.of("src/test/resources/desired");
  private static final String LICENSE = "# SPDX-License-Identifier: Apache-2.0\n";
  private static final KubernetesSerialization YAML =
      new KubernetesSerialization(
          new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true), true);

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyCopyGetsWhatIsWrittenDown(String name) throws IOException {
    Path folder = FOLDER.resolve(name);
    String in = Files.readString(folder.resolve("in-S3Copy.yaml"));
    Map<String, String> made = new TreeMap<>();
    for (HasMetadata object : objects(YAML.unmarshal(in, S3Copy.class))) {
      String text = LICENSE + YAML.asYaml(object).replaceFirst("^---\n", "");
      made.put("out-" + object.getKind() + ".yaml", text);
    }
    if (Boolean.getBoolean("s3copy.regenerate")) write(folder, made);
    assertThat(written(folder)).isEqualTo(made);
  }

  private static List<HasMetadata> objects(S3Copy copy) {
    RunNames names = RunNames.of(copy);
    JobAnnotations annotations = new JobAnnotations(0, 0, Instant.parse("2026-01-01T00:00:00Z"));
    var accounts = ReferencedNames.of(copy.getSpec()).serviceAccounts();
    List<HasMetadata> all = new ArrayList<>();
    String account = accounts.isEmpty() ? names.job() : accounts.getFirst();
    RoleBinding binding = WorkerAccess.roleBinding(copy, names, account, Samples.WORKER.role());
    all.add(binding);
    if (accounts.isEmpty()) all.add(WorkerAccess.serviceAccount(names, bound(binding)));
    all.add(Shards.of(copy, names, Shards.ROOT));
    all.add(WorkerJob.of(copy, names, Samples.WORKER, new JobSize(1, annotations)));
    return all;
  }

  private static RoleBinding bound(RoleBinding binding) {
    return new RoleBindingBuilder(binding)
        .editMetadata()
        .withUid("uid-of-the-binding")
        .endMetadata()
        .build();
  }

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  /// Also what no object is made for any more: it must go.
  private static Map<String, String> written(Path folder) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("in-S3Copy.yaml")) found.put(name, Files.readString(file));
      }
    }
    return found;
  }

  private static void write(Path folder, Map<String, String> made) throws IOException {
    for (String old : written(folder).keySet()) Files.delete(folder.resolve(old));
    for (var file : made.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
