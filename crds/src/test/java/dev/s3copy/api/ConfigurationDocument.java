// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes `docs/configuration.md` from the CRD: one section per record, one row per field, in the
/// order of the records.
final class ConfigurationDocument {
  private record Section(Class<?> record, String title, String pointer, String example) {}

  private static final String SPEC = "/spec/versions/0/schema/openAPIV3Schema/properties/spec";
  private static final String SOURCE = SPEC + "/properties/source";
  private static final String S3 = SOURCE + "/properties/s3";
  private static final String SELECT = SPEC + "/properties/select";
  private static final String WORKERS = SPEC + "/properties/workers";

  private static final List<Section> SECTIONS =
      List.of(
          new Section(S3CopySpec.class, "spec", SPEC, ""),
          new Section(Location.class, "source, destination, report", SOURCE, ""),
          new Section(
              S3Location.class,
              "s3",
              S3,
              "s3: {bucket: photos, prefix: 2026/, region: eu-west-1, credentials: {secretName:"
                  + " photo-keys}}"),
          new Section(
              Credentials.class,
              "s3.credentials",
              S3 + "/properties/credentials",
              "credentials: {serviceAccount: photo-reader}"),
          new Section(
              SecretKeys.class,
              "s3.credentials.secretKeys",
              S3 + "/properties/credentials/properties/secretKeys",
              "credentials: {secretName: app, secretKeys: {accessKeyId: user, secretAccessKey:"
                  + " password}}"),
          new Section(
              SecretProfile.class,
              "s3.credentials.profile",
              S3 + "/properties/credentials/properties/profile",
              "credentials: {secretName: cloud-credentials, profile: {key: cloud, name: backup}}"),
          new Section(
              Role.class,
              "s3.credentials.role",
              S3 + "/properties/credentials/properties/role",
              "credentials: {serviceAccount: copies, role: {arn:"
                  + " \"arn:aws:iam::123456789012:role/photo-reader\"}}"),
          new Section(
              Encryption.class,
              "s3.sse",
              S3 + "/properties/sse",
              "sse: {type: KMS, kmsKeyId: alias/archive, bucketKey: true}"),
          new Section(
              Compatibility.class,
              "s3.compatibility",
              S3 + "/properties/compatibility",
              "compatibility: {checksum: MD5, listVersion: V1, maxParts: 1000}"),
          new Section(
              CaBundle.class,
              "s3.caBundle",
              S3 + "/properties/caBundle",
              "caBundle: {configMapName: company-ca}"),
          new Section(
              ClientCertificate.class,
              "s3.clientCertificate",
              S3 + "/properties/clientCertificate",
              "clientCertificate: {secretName: copies-tls}"),
          new Section(
              VolumeLocation.class,
              "volume",
              SOURCE + "/properties/volume",
              "volume: {claimName: app-data, path: photos/2026}"),
          new Section(
              Select.class,
              "select",
              SELECT,
              "select: {include: [\"**/*.{jpg,png}\"], exclude: [\"drafts/**\"], maxSize: 5Gi,"
                  + " modifiedAfter: 2026-01-31T00:00:00Z}"),
          new Section(
              KeyBounds.class,
              "select.keyRange",
              SELECT + "/properties/keyRange",
              "keyRange: {after: 2025/12/31, until: 2026/06/30}"),
          new Section(
              Preserve.class,
              "preserve",
              SPEC + "/properties/preserve",
              "preserve: {tags: Required}"),
          new Section(Workers.class, "workers", WORKERS, "workers: {max: 32, shardsPerWorker: 8}"),
          new Section(
              WorkerResources.class,
              "workers.resources",
              WORKERS + "/properties/resources",
              "resources: {requests: {cpu: \"1\", memory: 512Mi}, limits: {memory: 1Gi}}"),
          new Section(
              Limits.class,
              "limits",
              SPEC + "/properties/limits",
              "limits: {requestsPerSecond: 2000, bytesPerSecond: 200Mi}"),
          new Section(
              FailurePolicy.class,
              "failurePolicy",
              SPEC + "/properties/failurePolicy",
              "failurePolicy: {objectRetries: 8, maxFailedObjects: 1000}"));

  static String markdown() throws IOException {
    JsonNode crd = CrdGeneration.tree(S3Copy.class);
    StringBuilder out = new StringBuilder();
    out.append(
        Files.readString(Path.of("src/test/resources/dev/s3copy/api/configuration-head.md")));
    for (Section section : SECTIONS) {
      section(out, section, crd.at(section.pointer()));
    }
    return out.toString();
  }

  private ConfigurationDocument() {}

  private static void section(StringBuilder out, Section section, JsonNode schema) {
    out.append("\n## ").append(section.title()).append("\n\n");
    if (!section.example().isEmpty()) {
      out.append("```yaml\n").append(section.example()).append("\n```\n\n");
    }
    out.append("| field | type | default | meaning |\n|---|---|---|---|\n");
    for (RecordComponent component : section.record().getRecordComponents()) {
      String name = component.getName();
      JsonNode field = schema.path("properties").path(name);
      boolean required = schema.path("required").toString().contains('"' + name + '"');
      out.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  name,
                  type(field),
                  byDefault(field, required),
                  escape(field.path("description").asText())));
    }
    List<String> rules = new ArrayList<>();
    collect(schema, rules);
    if (!rules.isEmpty()) {
      out.append("\nRefused:\n\n");
      rules.forEach(rule -> out.append("- ").append(escape(rule)).append('\n'));
    }
  }

  /// The messages of the rules of this node and its plain fields; objects have sections of their
  /// own.
  private static void collect(JsonNode schema, List<String> messages) {
    schema.path("x-kubernetes-validations").forEach(rule -> add(rule, messages));
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      if (!field.getValue().path("type").asText().equals("object")) {
        field.getValue().path("x-kubernetes-validations").forEach(rule -> add(rule, messages));
      }
    }
  }

  private static void add(JsonNode rule, List<String> messages) {
    String message = rule.path("message").asText();
    boolean immutable = rule.path("rule").asText().contains("oldSelf");
    if (!immutable && !messages.contains(message)) {
      messages.add(message);
    }
  }

  private static String type(JsonNode field) {
    if (field.has("enum")) {
      List<String> words = new ArrayList<>();
      field.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
      return String.join(", ", words);
    }
    if (field.path("x-kubernetes-int-or-string").asBoolean()) {
      return "integer or quantity";
    }
    return switch (field.path("type").asText()) {
      case "integer" -> "integer" + range(field, "minimum", "maximum", "");
      case "array" -> "list of strings" + range(field, "minItems", "maxItems", "");
      case "string" ->
          field.path("format").asText().equals("date-time")
              ? "time (RFC 3339)"
              : "string" + range(field, "minLength", "maxLength", " characters");
      case "object" -> field.has("additionalProperties") ? "map of quantities" : "object";
      default -> field.path("type").asText();
    };
  }

  private static String range(JsonNode field, String least, String most, String unit) {
    if (!field.has(most)) {
      return field.has(least) ? ", at least " + field.path(least) + unit : "";
    }
    return field.has(least)
        ? ", %s to %s%s".formatted(field.path(least), field.path(most), unit)
        : ", at most " + field.path(most) + unit;
  }

  private static String byDefault(JsonNode field, boolean required) {
    if (required) {
      return "required";
    }
    String text = field.path("default").asText();
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("[", "\\[")
        .replace("<", "&lt;");
  }
}
