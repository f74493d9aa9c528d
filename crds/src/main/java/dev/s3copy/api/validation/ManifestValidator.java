// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Decides on a manifest as the API server would, from the committed CRD alone.
final class ManifestValidator {
  private static final String CRD = "/s3copies.s3copy.dev.yaml";

  private final Schema root;
  private final CelRules cel = new CelRules();

  ManifestValidator() {
    root =
        new Schema(readCrd().path("spec").path("versions").path(0).at("/schema/openAPIV3Schema"));
  }

  /// Puts defaults into `manifest`, then returns everything wrong with its spec.
  List<Problem> validate(ObjectNode manifest) {
    return validate(manifest, MissingNode.getInstance());
  }

  /// The same for an update of `old`, which must have its defaults.
  List<Problem> validate(ObjectNode manifest, JsonNode old) {
    dropNulls(manifest);
    root.applyDefaults(manifest);
    ObjectNode checked = manifest.objectNode();
    checked.setAll(manifest);
    checked.remove(List.of("apiVersion", "kind", "metadata"));
    List<Finding> findings = SchemaCheck.check("", root, checked);
    List<Problem> problems = new ArrayList<>();
    findings.forEach(finding -> problems.add(finding.problem()));
    problems.addAll(new RuleCheck(cel, findings).check("", root, checked, old));
    return problems;
  }

  Schema root() {
    return root;
  }

  /// A null means the same as a missing field, since no field of ours is nullable.
  private static void dropNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    value.forEach(ManifestValidator::dropNulls);
  }

  private static JsonNode readCrd() {
    try (InputStream in = ManifestValidator.class.getResourceAsStream(CRD)) {
      byte[] bytes = Objects.requireNonNull(in, CRD).readAllBytes();
      return YamlDocuments.parse(new String(bytes, StandardCharsets.UTF_8)).getFirst();
    } catch (IOException | InvalidYamlException e) {
      throw new IllegalStateException("broken build: " + CRD, e);
    }
  }
}
