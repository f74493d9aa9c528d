// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3Copy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class DestinationIndexTest {
  @Test
  void aPlaceIsEndpointBucketAndPrefix() {
    String place = key("a", "s3: {bucket: backup, prefix: x/}", "");
    assertThat(key("b", "s3: {bucket: backup, prefix: x/}", "")).isEqualTo(place);
    assertThat(key("a", "s3: {bucket: backup, prefix: y/}", "")).isNotEqualTo(place);
    assertThat(key("a", "s3: {bucket: backup, prefix: x/, endpoint: 'https://s'}", ""))
        .isNotEqualTo(place);
  }

  @Test
  void aVolumeIsOfItsNamespace() {
    String place = key("a", "volume: {claimName: data, path: x}", "");
    assertThat(key("a", "volume: {claimName: data, path: x}", "")).isEqualTo(place);
    assertThat(key("b", "volume: {claimName: data, path: x}", "")).isNotEqualTo(place);
    assertThat(key("a", "volume: {claimName: data}", "")).isNotEqualTo(place);
  }

  @Test
  void aDryRunWritesNowhere() {
    assertThat(DestinationIndex.keys(copy("a", "s3: {bucket: backup}", "dryRun: true"))).isEmpty();
  }

  private static String key(String namespace, String destination, String more) {
    return DestinationIndex.keys(copy(namespace, destination, more)).getFirst();
  }

  private static S3Copy copy(String namespace, String destination, String more) {
    String yaml =
        """
        apiVersion: s3copy.dev/v1alpha1
        kind: S3Copy
        metadata: {name: photos, namespace: %s}
        spec:
          source: {s3: {bucket: photos}}
          destination: {%s}
          %s
        """
            .formatted(namespace, destination, more);
    return new KubernetesSerialization().unmarshal(yaml, S3Copy.class);
  }
}
