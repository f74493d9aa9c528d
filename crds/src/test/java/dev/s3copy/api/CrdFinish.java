// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/// Puts right what the generator cannot say (columns in order, list maps, texts of the roots) or
/// gets wrong.
final class CrdFinish implements CRDPostProcessor {
  /// Long enough for any quantity; a cost estimate needs a bound.
  private static final long QUANTITY_LENGTH = 32;

  /// Any quantity but a negative one, such as `500m` of a CPU.
  private static final String RESOURCE_QUANTITY =
      "^([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

  private static final int WIDE = 1;

  private static final List<CustomResourceColumnDefinition> SHARD_COLUMNS =
      List.of(
          column("Copy", "string", ".spec.copy", 0),
          column("Shard", "string", ".spec.id", 0),
          column("Phase", "string", ".status.phase", 0),
          column("Listed", "integer", ".status.objects.listed", 0),
          column("Remaining", "integer", ".status.remaining", WIDE),
          column("Holder", "string", ".status.holder", WIDE),
          column("Epoch", "integer", ".status.epoch", WIDE),
          column("Age", "date", ".metadata.creationTimestamp", 0));

  private static final List<CustomResourceColumnDefinition> COLUMNS =
      List.of(
          column("Phase", "string", ".status.phase", 0),
          column("Progress", "string", ".status.progress", 0),
          column("Failed", "integer", ".status.objects.failed", 0),
          column("Rate", "string", ".status.rate", 0),
          column("ETA", "string", ".status.eta", WIDE),
          column("Mode", "string", ".spec.mode", WIDE),
          column("Workers", "integer", ".status.workers.running", WIDE),
          column("Shards", "integer", ".status.shards.total", WIDE),
          column("Message", "string", ".status.conditions[?(@.type==\"Ready\")].message", WIDE),
          column("Age", "date", ".metadata.creationTimestamp", 0));

  @Override
  public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
    CustomResourceDefinition crd = (CustomResourceDefinition) resource;
    boolean shard = S3CopyShard.KIND.equals(crd.getSpec().getNames().getKind());
    crd.getSpec().getVersions().forEach(shard ? CrdFinish::finishShard : CrdFinish::finishCopy);
    return crd;
  }

  private static void finishShard(CustomResourceDefinitionVersion version) {
    version.setAdditionalPrinterColumns(SHARD_COLUMNS);
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription("One range of the keys of an S3Copy; made and removed by the operator.");
    JSONSchemaProps spec = property(root, "spec");
    JSONSchemaProps status = property(root, "status");
    spec.setDescription("Which keys, for which run of which copy; written by the operator.");
    status.setDescription("Who holds the shard and how far it is; written by its holder.");
    root.setRequired(List.of("spec"));
    property(status, "ceded").setXKubernetesListType("atomic");
    property(status, "sampleFailures").setXKubernetesListType("atomic");
    property(status, "limitations").setXKubernetesListType("atomic");
    property(status, "checks").setXKubernetesListType("atomic");
    finish(spec, "int32");
    finish(status, "int64");
  }

  private static void finishCopy(CustomResourceDefinitionVersion version) {
    version.setAdditionalPrinterColumns(COLUMNS);
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription(
        "One copy from a bucket or volume to another, or an inventory of a bucket.");
    JSONSchemaProps spec = property(root, "spec");
    JSONSchemaProps status = property(root, "status");
    spec.setDescription("What to copy, from where to where, and how hard to try.");
    status.setDescription("What is known of the copy; written by the operator.");
    root.setRequired(List.of("spec"));
    JSONSchemaProps conditions = property(status, "conditions");
    conditions.setXKubernetesListType("map");
    conditions.setXKubernetesListMapKeys(List.of("type"));
    property(status, "sampleFailures").setXKubernetesListType("atomic");
    property(status, "limitations").setXKubernetesListType("atomic");
    property(status, "checks").setXKubernetesListType("atomic");
    property(status, "lastWorkerLog").setXKubernetesListType("atomic");
    finish(spec, "int32");
    finish(status, "int64");
  }

  private static void finish(JSONSchemaProps schema, String integers) {
    // The annotations of a record component are found twice: on its field and on its accessor.
    schema.setXKubernetesValidations(
        schema.getXKubernetesValidations().stream().distinct().toList());
    JsonNode byDefault = schema.getDefault();
    if (byDefault != null && byDefault.isNull()) {
      schema.setDefault(JsonNodeFactory.instance.textNode(""));
    } else if (byDefault != null && byDefault.isObject()) {
      // Defaults inside an object are its fields' own.
      schema.setDefault(JsonNodeFactory.instance.objectNode());
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      schema.setMaxLength(QUANTITY_LENGTH);
      schema.setPattern(Rules.QUANTITY);
    } else if ("integer".equals(schema.getType())) {
      schema.setFormat(integers);
    } else if (schema.getXKubernetesPreserveUnknownFields() != null) {
      // The one type of ours that the generator does not know is Instant.
      schema.setXKubernetesPreserveUnknownFields(null);
      schema.setType("string");
      schema.setFormat("date-time");
    }
    schema.getProperties().values().forEach(property -> finish(property, integers));
    if (schema.getItems() != null) {
      finish(schema.getItems().getSchema(), integers);
    }
    if (schema.getAdditionalProperties() != null) {
      JSONSchemaProps values = schema.getAdditionalProperties().getSchema();
      finish(values, integers);
      values.setPattern(RESOURCE_QUANTITY);
    }
  }

  private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return requireNonNull(schema.getProperties().get(name), name);
  }

  private static CustomResourceColumnDefinition column(
      String name, String type, String path, int priority) {
    CustomResourceColumnDefinition column = new CustomResourceColumnDefinition();
    column.setName(name);
    column.setType(type);
    column.setJsonPath(path);
    column.setPriority(priority);
    return column;
  }
}
