// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.s3copy.api.S3Copy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the one S3Copy of a manifest file. An error in the file becomes a problem in the result,
/// never an exception.
public final class ManifestLoader {
  private static final String API_VERSION = S3Copy.GROUP + "/" + S3Copy.VERSION;

  private ManifestLoader() {}

  public static LoadedManifest load(Path file) {
    String text;
    try {
      text = ManifestFile.read(file);
    } catch (IOException e) {
      return invalid(file.toString(), ManifestFile.reason(e));
    }
    return parse(text, file.toString());
  }

  /// @param name the name for problems with the text as a whole, such as the name of the file
  public static LoadedManifest parse(String text, String name) {
    List<JsonNode> documents;
    try {
      documents = YamlDocuments.parse(text);
    } catch (InvalidYamlException e) {
      return invalid(name + e.position(), e.reason());
    }
    List<String> notes = new ArrayList<>();
    List<JsonNode> copies = new ArrayList<>();
    for (JsonNode document : documents) {
      if (document.path("kind").asText().equals(S3Copy.KIND)) {
        copies.add(document);
      } else {
        notes.add("%s: ignored %s: only kind S3Copy is read".formatted(name, describe(document)));
      }
    }
    if (copies.size() == 1 && copies.getFirst() instanceof ObjectNode manifest) {
      return examine(manifest, notes);
    }
    String message =
        copies.isEmpty()
            ? "no S3Copy found; a manifest begins with apiVersion: "
                + API_VERSION
                + " and kind: S3Copy"
            : copies.size() + " S3Copies found; write each into a file of its own";
    return LoadedManifest.invalid(List.of(new Problem(name, message)), notes);
  }

  private static LoadedManifest examine(ObjectNode manifest, List<String> notes) {
    List<Problem> problems = new ArrayList<>();
    String apiVersion = manifest.path("apiVersion").asText();
    if (!apiVersion.equals(API_VERSION)) {
      problems.add(
          new Problem(
              "apiVersion",
              "Unsupported value: \"%s\": supported values: \"%s\""
                  .formatted(apiVersion, API_VERSION)));
    }
    problems.addAll(ManifestMetadata.check(manifest.path("metadata")));
    problems.addAll(Lazy.VALIDATOR.validate(manifest));
    if (!problems.isEmpty()) {
      return LoadedManifest.invalid(problems, notes);
    }
    try {
      CopyManifest copy =
          new CopyManifest(
              ManifestMetadata.of(manifest.path("metadata")),
              SpecReader.read(manifest.path("spec")));
      return LoadedManifest.valid(copy, CanonicalSpec.json(manifest.path("spec")), notes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema let pass what the records refuse", e);
    }
  }

  private static LoadedManifest invalid(String path, String message) {
    return LoadedManifest.invalid(List.of(new Problem(path, message)), List.of());
  }

  private static String describe(JsonNode document) {
    String kind = document.path("kind").asText();
    return kind.isEmpty()
        ? "a document without kind"
        : kind + " " + document.path("metadata").path("name").asText();
  }

  /// The CRD and the CEL library take longer to load than everything else, so they are loaded only
  /// when there is a manifest.
  private static final class Lazy {
    static final ManifestValidator VALIDATOR = new ManifestValidator();
  }
}
