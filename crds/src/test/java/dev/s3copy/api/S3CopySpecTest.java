// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3CopySpecTest {
  private final KubernetesSerialization json = new KubernetesSerialization();

  @Test
  void aManifestBecomesRecordsAndComesBackUnchanged() {
    S3Copy copy =
        json.unmarshal(
            """
            apiVersion: s3copy.dev/v1alpha1
            kind: S3Copy
            metadata: {name: c}
            spec:
              source: {s3: {bucket: from, endpoint: "http://127.0.0.1:9000"}}
              destination: {volume: {claimName: data}}
              overwrite: IfNewer
              select: {minSize: 10Mi, maxSize: 20971520, modifiedAfter: "2026-01-01T02:00:00+02:00"}
            """,
            S3Copy.class);

    assertThat(copy.getSpec().select().minSize()).isEqualTo(new ByteSize(10 << 20));
    assertThat(copy.getSpec().select().maxSize()).isEqualTo(new ByteSize(20 << 20));
    assertThat(copy.getSpec().select().modifiedAfter())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(copy.getSpec().overwrite()).isEqualTo(OverwritePolicy.IF_NEWER);
    assertThat(json.unmarshal(json.asYaml(copy), S3Copy.class).getSpec()).isEqualTo(copy.getSpec());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1k,1000", "1Ki,1024", "1.5Gi,1610612736", "0.1,1", "99E,9223372036854775807"})
  void sizesAreReadAsKubernetesReadsQuantities(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
  }

  @Test
  void aNegativeSizeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ByteSize.parse("-1"));
  }
}
