// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.s3copy.api.Mode;
import dev.s3copy.api.OverwritePolicy;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.Symlinks;
import dev.s3copy.api.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the annotations of the records say is what the API server, the operator and workers go by.
class SpecReaderTest {
  private static final ObjectMapper BY_ANNOTATIONS =
      new ObjectMapper().registerModule(new JavaTimeModule());

  private static final String EVERY_FIELD =
      """
      source:
        s3:
          bucket: from-here
          prefix: a/
          region: eu-west-1
          endpoint: https://localhost:9000
          pathStyle: false
          sse: {type: C, kmsKeyId: none, bucketKey: false, customerKeySecretName: aes}
          compatibility: {checksum: None, listVersion: V1, maxParts: 100, multipartCopy: false, tags: true}
          requesterPays: true
          expectedBucketOwner: "123456789012"
          credentials:
            secretName: login
            secretKeys: {accessKeyId: user, secretAccessKey: password, sessionToken: token}
            profile: {key: cloud, name: work}
            role:
              arn: arn:aws:iam::123456789012:role/r
              externalId: words
              sessionName: nightly
              stsEndpoint: https://sts.example.com
          caBundle: {secretName: ca, key: ca.crt}
          clientCertificate: {secretName: tls}
      destination: {volume: {claimName: data, path: b/c}}
      mode: Copy
      transfer: Stream
      select:
        include: ["**/*.txt"]
        exclude: [tmp/**]
        keyRange: {after: a, until: z}
        minSize: 1
        maxSize: 5Gi
        modifiedAfter: 2026-01-31T00:00:00Z
        modifiedBefore: 2026-02-28T12:30:00+01:00
      overwrite: IfNewer
      symlinks: Fail
      preserve: {tags: Drop}
      workers:
        max: 3
        shardsPerWorker: 4
        resources:
          requests: {cpu: 250m, memory: 512Mi}
          limits: {memory: 1Gi, cpu: 2}
      limits: {requestsPerSecond: 100, bytesPerSecond: 10Mi}
      failurePolicy: {objectRetries: 2, maxFailedObjects: 7}
      report: {s3: {bucket: reports, credentials: {serviceAccount: writer}}}
      dryRun: true
      suspend: true
      trigger: again
      ttlSecondsAfterFinished: 3600
      """;

  @Test
  void everyFieldIsReadAsTheAnnotationsSay() throws IOException, InvalidYamlException {
    JsonNode spec = YamlDocuments.parse(EVERY_FIELD).getFirst();

    assertThat(spec.properties()).hasSize(S3CopySpec.class.getRecordComponents().length);
    assertThat(SpecReader.read(spec)).hasNoNullFieldsOrProperties().isEqualTo(annotated(spec));
  }

  @Test
  void everyExampleIsReadAsTheAnnotationsSay() throws IOException, InvalidYamlException {
    for (Path example : ExamplesTest.examples()) {
      for (JsonNode document : YamlDocuments.parse(Files.readString(example))) {
        JsonNode spec = document.path("spec");
        assertThat(SpecReader.read(spec)).as(example.toString()).isEqualTo(annotated(spec));
      }
    }
  }

  @Test
  void everyWordIsReadAsTheAnnotationsSay() throws IOException, InvalidYamlException {
    Map<String, List<? extends Enum<?>>> words =
        Map.of(
            "mode", List.of(Mode.values()),
            "transfer", List.of(Transfer.values()),
            "overwrite", List.of(OverwritePolicy.values()),
            "symlinks", List.of(Symlinks.values()));
    ObjectNode spec = (ObjectNode) YamlDocuments.parse(EVERY_FIELD).getFirst();
    for (String field : words.keySet()) {
      for (Enum<?> value : words.getOrDefault(field, List.of())) {
        spec.set(field, BY_ANNOTATIONS.valueToTree(value));
        assertThat(SpecReader.read(spec)).isEqualTo(annotated(spec));
      }
    }
    spec.put("mode", "Move");
    assertThatThrownBy(() -> SpecReader.read(spec)).isInstanceOf(InvalidFormatException.class);
  }

  private static S3CopySpec annotated(JsonNode spec) throws JsonProcessingException {
    return BY_ANNOTATIONS.treeToValue(spec, S3CopySpec.class);
  }
}
