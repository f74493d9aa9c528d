// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The SDK finds in properties of the JVM what the environment says elsewhere.
class ChainPlaceTest {
  @TempDir private Path folder;
  private Map<String, String> properties = Map.of();

  @BeforeEach
  void set() throws Exception {
    Path config = folder.resolve("config");
    Files.writeString(config, "[profile company]\nregion = eu-west-1\n");
    Path credentials = folder.resolve("credentials");
    Files.writeString(
        credentials, "[own]\naws_access_key_id = AKIA\naws_secret_access_key = canary\n");
    properties =
        Map.of(
            "aws.configFile", config.toString(),
            "aws.sharedCredentialsFile", credentials.toString(),
            "aws.profile", "nosuch");
    properties.forEach(System::setProperty);
  }

  @AfterEach
  void clear() {
    properties.keySet().forEach(System::clearProperty);
  }

  @Test
  void aProfileThatIsNowhereIsToldWithTheProfilesThatAre() {
    List<Supplier<ChainPlace>> places = List.of(ChainPlace.ALL.get(3));
    try (ChainCredentials chain = new ChainCredentials(places, 1)) {
      assertThatThrownBy(chain::current)
          .hasMessage(
              "IdentityUnusable: no credentials from profile nosuch: it is not in the AWS config or"
                  + " credentials file, which name company, own; correct that, or name a Secret in"
                  + " the manifest");
    }
  }
}
