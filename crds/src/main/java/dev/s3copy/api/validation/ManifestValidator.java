// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Decides on a manifest as the API server would, from the committed CRD alone.
final class ManifestValidator {
  private final Schema root = CrdJson.schema();
  private final CelRules cel = new CelRules();

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
}
