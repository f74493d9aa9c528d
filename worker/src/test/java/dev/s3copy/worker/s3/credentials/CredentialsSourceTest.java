// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsSourceTest {
  @TempDir Path folder;

  private void write(String name, String value) throws IOException {
    Files.writeString(folder.resolve(name), value);
  }

  private static void assertMissing(CredentialsSource source, String... words) {
    assertThatThrownBy(source::current)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.failure().kind()).isEqualTo(FailureKind.CREDENTIALS_MISSING);
              assertThat(e.failure().message()).contains(words);
            });
  }

  @Test
  void aFolderIsReadKeyByKeyWithoutLineEnds() throws IOException {
    write("AWS_ACCESS_KEY_ID", "id\r\n");
    write("AWS_SECRET_ACCESS_KEY", "secret\n");
    assertThat(CredentialsSource.fromFolder(folder).current())
        .isEqualTo(new S3Credentials("id", "secret", ""));
    write("AWS_SESSION_TOKEN", "token\n");
    assertThat(CredentialsSource.fromFolder(folder).current())
        .isEqualTo(new S3Credentials("id", "secret", "token"));
  }

  @Test
  void aMissingOrEmptyKeyIsNamedWithItsSecret() throws IOException {
    String secret = folder.getFileName().toString();
    CredentialsSource source = CredentialsSource.fromFolder(folder);
    assertMissing(source, secret, "AWS_ACCESS_KEY_ID");
    write("AWS_ACCESS_KEY_ID", "id");
    assertMissing(source, secret, "AWS_SECRET_ACCESS_KEY");
    write("AWS_SECRET_ACCESS_KEY", " \n");
    assertMissing(source, secret, "empty AWS_SECRET_ACCESS_KEY");
    assertMissing(CredentialsSource.fromEnvFile(folder.resolve("none")), "none");
  }

  @Test
  void anEnvFileMayHaveCommentsExportsAndQuotes() throws IOException {
    write("env", "AWS_ACCESS_KEY_ID=id\n#AWS_SECRET_ACCESS_KEY=x\n");
    assertMissing(CredentialsSource.fromEnvFile(folder.resolve("env")), "AWS_SECRET_ACCESS_KEY");
    write(
        "env",
        """
        # keys
        export AWS_ACCESS_KEY_ID="id"\r
        AWS_SECRET_ACCESS_KEY='se=cret'
        """);
    assertThat(CredentialsSource.fromEnvFile(folder.resolve("env")).current())
        .isEqualTo(new S3Credentials("id", "se=cret", ""));
  }

  @Test
  void rejectedCredentialsAreReadAgainOnce() throws IOException {
    write("AWS_ACCESS_KEY_ID", "id");
    write("AWS_SECRET_ACCESS_KEY", "old");
    CredentialsSource source = CredentialsSource.fromFolder(folder);
    S3Credentials old = source.current();
    assertThat(source.renew(old)).isSameAs(old);
    write("AWS_SECRET_ACCESS_KEY", "new");
    assertThat(source.current()).isSameAs(old);
    S3Credentials fresh = source.renew(old);
    assertThat(fresh.secretAccessKey()).isEqualTo("new");
    assertThat(source.renew(old)).isSameAs(fresh);
    assertThat(source.current()).isSameAs(fresh);
  }

  @Test
  void aSourceNeverPrintsASecret() throws IOException {
    write("AWS_ACCESS_KEY_ID", "canary");
    write("AWS_SECRET_ACCESS_KEY", "canary");
    CredentialsSource source = CredentialsSource.fromFolder(folder);
    assertThat(source.current().anonymous()).isFalse();
    assertThat(source.toString()).doesNotContain("canary");
  }
}
