// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/// GitOps tools wait for a copy by the checks that the examples carry: both must see the same.
class HealthCheckTest {
  private static final Path EXAMPLE = Path.of("../examples/disaster-recovery");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Cel CEL =
      CelFactory.standardCelBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("metadata", SimpleType.DYN)
          .addVar("spec", SimpleType.DYN)
          .addVar("status", SimpleType.DYN)
          .build();

  static List<CopyState> states() {
    return CopyState.all();
  }

  @ParameterizedTest
  @MethodSource("states")
  void argoCdSeesHowACopyIs(CopyState state) throws IOException {
    LuaTable health = argo(state);

    assertThat(health.get("status").tojstring()).isEqualTo(state.argo());
    assertThat(health.get("message").tojstring()).isNotBlank().isNotEqualTo("nil");
  }

  @Test
  void argoCdShowsTheMessageOfTheCondition() throws IOException {
    CopyState stalled =
        CopyState.all().stream().filter(s -> s.name().equals("stalled")).findAny().orElseThrow();

    assertThat(argo(stalled).get("message").tojstring())
        .isEqualTo("Stalled because of AccessDenied");
  }

  @ParameterizedTest
  @MethodSource("states")
  void fluxSeesHowACopyIs(CopyState state) throws Exception {
    assertThat(flux(state)).isEqualTo(state.flux());
  }

  private static LuaTable argo(CopyState state) throws IOException {
    String script =
        YAML.readTree(EXAMPLE.resolve("argocd/argocd-cm.yaml").toFile())
            .path("data")
            .path("resource.customizations.health.s3copy.dev_S3Copy")
            .asText();
    Globals globals = JsePlatform.standardGlobals();
    globals.set("obj", lua(state.object()));
    return globals.load(script, "health").call().checktable();
  }

  private static LuaValue lua(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        LuaTable table = new LuaTable();
        map.forEach((key, each) -> table.set(String.valueOf(key), lua(each)));
        yield table;
      }
      case List<?> list ->
          LuaTable.listOf(list.stream().map(HealthCheckTest::lua).toArray(LuaValue[]::new));
      case Number number -> LuaValue.valueOf(number.doubleValue());
      case Boolean truth -> LuaValue.valueOf(truth);
      case null -> LuaValue.NIL;
      default -> LuaValue.valueOf(value.toString());
    };
  }

  /// In the order of Flux's RFC 0009, which first compares the generations.
  private static String flux(CopyState state) throws Exception {
    Map<String, Object> object = state.object();
    if (state.status() != null && state.generation() != 1) return "InProgress";
    JsonNode checks = fluxChecks();
    for (String each : List.of("inProgress", "failed", "current")) {
      if (holds(checks.path(each).asText(), object))
        return each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1);
    }
    return "InProgress";
  }

  /// Flux asks again where an expression cannot be evaluated: for want of a status, that is.
  private static boolean holds(String expression, Map<String, Object> object) throws Exception {
    try {
      return CEL.createProgram(CEL.compile(expression).getAst()).eval(object).equals(true);
    } catch (CelEvaluationException e) {
      assertThat(object).doesNotContainKey("status");
      return false;
    }
  }

  private static JsonNode fluxChecks() throws IOException {
    try (var documents =
        YAML.readerFor(JsonNode.class)
            .<JsonNode>readValues(EXAMPLE.resolve("flux/kustomizations.yaml").toFile())) {
      return documents.readAll().stream()
          .map(document -> document.at("/spec/healthCheckExprs/0"))
          .filter(checks -> checks.path("kind").asText().equals("S3Copy"))
          .findAny()
          .orElseThrow();
    }
  }

  /// A folder that is not listed would never be applied.
  @Test
  void everyFileOfTheExampleIsListed() throws IOException {
    for (String folder : List.of("data", "app")) {
      List<String> listed =
          YAML.readTree(EXAMPLE.resolve(folder).resolve("kustomization.yaml").toFile())
              .path("resources")
              .valueStream()
              .map(JsonNode::asText)
              .toList();
      try (Stream<Path> files = Files.list(EXAMPLE.resolve(folder))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .filteredOn(name -> !name.equals("kustomization.yaml"))
            .containsExactlyInAnyOrderElementsOf(listed);
      }
    }
  }
}
