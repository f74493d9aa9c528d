// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The part of a manifest that is the same for every kind. It is not in the CRD.
final class ManifestMetadata {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final int NAME_LENGTH = 253;

  /// Fields of `metav1.ObjectMeta`. Those that the server fills in are allowed too: they occur in
  /// manifests that were read from a cluster.
  private static final List<String> FIELDS =
      List.of(
          "name",
          "namespace",
          "labels",
          "annotations",
          "generateName",
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "finalizers",
          "generation",
          "managedFields",
          "ownerReferences",
          "resourceVersion",
          "selfLink",
          "uid");

  static List<Problem> check(JsonNode metadata) {
    List<Problem> problems = new ArrayList<>();
    metadata
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                String hint = FieldHint.didYouMean(field, FIELDS.subList(0, 4));
                problems.add(new Problem("metadata." + field, "unknown field" + hint));
              }
            });
    JsonNode name = metadata.path("name");
    if (name.isMissingNode() || name.isNull()) {
      problems.add(new Problem("metadata.name", "Required value: name the copy"));
    } else if (name.asText().length() > NAME_LENGTH || !NAME.matcher(name.asText()).matches()) {
      problems.add(
          new Problem(
              "metadata.name",
              "Invalid value: %s: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
                  .formatted(Quoted.quote(name.asText()))));
    }
    return problems;
  }

  static ObjectMeta of(JsonNode metadata) {
    ObjectMeta meta = new ObjectMeta();
    meta.setName(metadata.path("name").asText());
    if (metadata.path("namespace").isTextual()) {
      meta.setNamespace(metadata.path("namespace").textValue());
    }
    meta.setLabels(texts(metadata.path("labels")));
    meta.setAnnotations(texts(metadata.path("annotations")));
    return meta;
  }

  private ManifestMetadata() {}

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
