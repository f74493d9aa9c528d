// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretProfileTest {
  @TempDir private Path folder;

  private CredentialsSource source(String profile, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cloud"), text);
    StsAccess sts =
        new StsAccess(null, "us-east-1", TlsOptions.USUAL, EndpointRules.ANYWHERE, Proxies.NONE);
    return CredentialsSource.fromProfile(file, profile, sts);
  }

  @Test
  void theKeysOfTheNamedProfileAreRead() throws IOException {
    String text =
        """
        [default]
        aws_access_key_id = other
        aws_secret_access_key = other
        [backup]
        aws_access_key_id=id
        aws_secret_access_key = se=cret
        aws_session_token = token
        """;
    assertThat(source("backup", text).current())
        .isEqualTo(new S3Credentials("id", "se=cret", "token"));
  }

  @Test
  void changedKeysAreReadAgain() throws IOException {
    CredentialsSource source =
        source("default", "[default]\naws_access_key_id=a\naws_secret_access_key=b\n");
    S3Credentials old = source.current();
    Files.writeString(
        folder.resolve("cloud"), "[default]\naws_access_key_id=c\naws_secret_access_key=d\n");
    assertThat(source.renew(old)).isEqualTo(new S3Credentials("c", "d", ""));
  }

  @Test
  void aMissingProfileIsNamedWithItsFileAndWithoutWhatElseIsThere() throws IOException {
    CredentialsSource source = source("backup", "[default]\naws_secret_access_key=canary\n");
    assertThatThrownBy(source::current)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CREDENTIALS_MISSING))
        .hasMessageContainingAll("profile backup", "cloud", "aws_access_key_id")
        .hasMessageNotContaining("canary");
  }

  /// Whoever may write a Secret could run programs in a worker's pod otherwise.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "credential_process = /bin/true",
        "credential_source = Ec2InstanceMetadata",
        "web_identity_token_file = /tmp/token",
        "sso_session = work",
        "role_arn = arn:aws:iam::1:role/r",
        """
        role_arn = arn:aws:iam::1:role/r
        source_profile = b
        [b]
        role_arn = arn:aws:iam::1:role/s
        source_profile = a
        """
      })
  void aProfileThatLeadsElsewhereIsRefused(String property) {
    assertThatThrownBy(() -> source("a", "[a]\n" + property + "\n"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("ProfileUnusable");
  }

  @Test
  void aFileThatIsNoneIsRefusedWithoutItsText() {
    assertThatThrownBy(() -> source("a", "canary canary\n"))
        .isInstanceOf(StoreException.class)
        .hasMessageNotContaining("canary");
  }
}
