// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsEnvironmentTest {
  @TempDir private Path folder;
  private final Map<String, String> variables = new TreeMap<>();

  @BeforeEach
  void write() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            [default]
            region = eu-default
            endpoint_url = http://default:9000

            [profile work]
            region = eu-work
            endpoint_url = http://all:9000
            services = local
            ca_bundle = %s

            [services local]
            s3 =
              endpoint_url = http://s3:9000
            sts =
              endpoint_url = http://sts:9000
            """
                .formatted(folder.resolve("config")));
    variables.put("AWS_CONFIG_FILE", config.toString());
    variables.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
  }

  private AwsEnvironment with(String... namesAndValues) {
    Map<String, String> all = new TreeMap<>(variables);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new AwsEnvironment(all);
  }

  @Test
  void theRegionIsThatOfTheVariablesThenOfTheProfile() {
    assertThat(with("AWS_REGION", "a", "AWS_DEFAULT_REGION", "b").region()).isEqualTo("a");
    assertThat(with("AWS_DEFAULT_REGION", "b").region()).isEqualTo("b");
    assertThat(with("AWS_PROFILE", "work").region()).isEqualTo("eu-work");
    assertThat(with().region()).isEqualTo("eu-default");
    assertThat(with("AWS_PROFILE", "other").region()).isNull();
  }

  @Test
  void theEndpointIsTheMostSpecificOneOfTheVariablesThenOfTheProfile() {
    assertThat(with("AWS_ENDPOINT_URL_S3", "http://a", "AWS_ENDPOINT_URL", "http://b").endpoint())
        .isEqualTo(URI.create("http://a"));
    assertThat(with("AWS_ENDPOINT_URL", "https://b:1").endpoint())
        .isEqualTo(URI.create("https://b:1"));
    assertThat(with("AWS_PROFILE", "work").endpoint()).isEqualTo(URI.create("http://s3:9000"));
    assertThat(with().endpoint()).isEqualTo(URI.create("http://default:9000"));
    assertThat(with("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true").endpoint()).isNull();
  }

  @Test
  void anEndpointThatIsNoneIsRefusedByTheNameOfWhereItStands() {
    for (String wrong : new String[] {"minio:9000", "http://user:canary@minio", "ftp://x", "a b"}) {
      assertThatThrownBy(() -> with("AWS_ENDPOINT_URL", wrong).endpoint())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("AWS_ENDPOINT_URL")
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void theBundleIsThatOfTheVariableThenOfTheProfileAndMustBeThere() throws IOException {
    Path bundle = Files.writeString(folder.resolve("ca.pem"), "");
    assertThat(with("AWS_CA_BUNDLE", bundle.toString(), "AWS_PROFILE", "work").caBundle())
        .isEqualTo(bundle);
    assertThat(with("AWS_PROFILE", "work").caBundle()).isEqualTo(folder.resolve("config"));
    assertThat(with().caBundle()).isNull();
    assertThatThrownBy(() -> with("AWS_CA_BUNDLE", folder.resolve("gone").toString()).caBundle())
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("AWS_CA_BUNDLE", "gone");
  }
}
