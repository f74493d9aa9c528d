// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.api.CaBundle;
import dev.s3copy.api.ClientCertificate;
import dev.s3copy.api.Credentials;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.SecretKeys;
import dev.s3copy.api.SecretProfile;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.api.contract.MountLayout;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.run.VolumePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// P-28: `path` is a folder in the claim, whatever whoever fills the volume put there.
@EnabledOnOs(OS.LINUX)
class PodReferencesTest {
  @TempDir private Path mounts;

  @BeforeEach
  void mountASecretAndAClaim() throws IOException {
    Files.createDirectories(mounts.resolve("secrets/login"));
    Files.writeString(mounts.resolve("secrets/login/AWS_SECRET_ACCESS_KEY"), "canary");
    Files.createDirectories(mounts.resolve("claims/data/deep"));
    Files.createSymbolicLink(mounts.resolve("claims/data/out"), mounts.resolve("secrets/login"));
    Files.createSymbolicLink(mounts.resolve("claims/data/deep/out"), Path.of("../../.."));
    Files.createSymbolicLink(mounts.resolve("claims/data/inside"), Path.of("deep"));
  }

  private Volume open(String path, VolumeAccess access) {
    VolumePlace place =
        new PodReferences(new MountLayout(mounts), "team-a", null, EndpointRules.guarded(""))
            .place(new VolumeLocation("data", path));
    return Volume.openBeneath(place.root(), place.below(), access);
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "deep/out", "deep/out/secrets/login", "inside", "out/made"})
  void aLinkOnTheWayToTheFolderIsNotFollowed(String path) {
    for (VolumeAccess access : VolumeAccess.values()) {
      assertThatThrownBy(() -> open(path, access).close())
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.VOLUME_NOT_FOUND))
          .hasMessageContaining("symbolic link");
    }
    assertThat(mounts.resolve("secrets/login/made")).doesNotExist();
  }

  @Test
  void aFolderThatIsMissingIsMadeToWriteIntoAndNotToReadFrom() throws IOException {
    assertThatThrownBy(() -> open("new/er/folder", VolumeAccess.READ).close())
        .hasMessageContaining("does not exist");
    open("new/er/folder", VolumeAccess.WRITE).close();

    assertThat(mounts.resolve("claims/data/new/er/folder")).isEmptyDirectory();
    open("new/er/folder", VolumeAccess.WRITE).close();
    open("new/er", VolumeAccess.READ).close();
  }

  @ParameterizedTest
  @EnumSource(VolumeAccess.class)
  void theWholeVolumeIsTheFolderThatIsNamedByNothing(VolumeAccess access) throws IOException {
    Files.writeString(mounts.resolve("claims/data/deep/file"), "x");
    try (Volume volume = open("", access)) {
      List<Entry> entries = volume.page(Key.EMPTY, 10);
      assertThat(entries).extracting(entry -> entry.key().toString()).contains("deep/file");
    }
  }

  @Test
  void aSecretThatIsNotThereIsToldFromOneThatLacksAKey() throws IOException {
    Path absent = mounts.resolve("secrets/absent");
    Files.createDirectories(absent.resolve("..2026_11_20_16_00_00.1"));
    Files.createSymbolicLink(absent.resolve("..data"), Path.of("..2026_11_20_16_00_00.1"));

    assertThat(codeWithout("absent")).isEqualTo("SecretNotFound");
    assertThat(codeWithout("login")).isEqualTo("SecretKeyMissing");
  }

  @Test
  void aMissingKeyOfTheSecretIsNamedAsTheManifestCallsIt() {
    Credentials credentials =
        new Credentials("login", new SecretKeys("user", "word", null), null, null, null, null);
    assertThat(withoutCredentials(credentials).message()).contains("user and word");
    Credentials profile =
        new Credentials("login", null, new SecretProfile("cloud", "work"), null, null, null);
    assertThat(withoutCredentials(profile).message()).contains("cloud", "profile work");
  }

  @Test
  void certificatesAreTakenFromTheSecretsThatAreNamed() throws IOException {
    Files.createDirectories(mounts.resolve("secrets/tls"));
    S3Location location =
        location(new CaBundle(null, "tls", "ca.crt"), new ClientCertificate("tls"));
    assertThatThrownBy(() -> pod().tls(location))
        .hasMessageContainingAll("SecretNotFound", "Secret tls", "ca.crt");
    for (String key : List.of("ca.crt", "tls.crt")) {
      Files.writeString(mounts.resolve("secrets/tls").resolve(key), "x");
    }
    assertThatThrownBy(() -> pod().tls(location))
        .hasMessageContainingAll("SecretKeyMissing", "Secret tls", "tls.key");
    Files.writeString(mounts.resolve("secrets/tls/tls.key"), "x");
    Path folder = mounts.resolve("secrets/tls");
    assertThat(pod().tls(location))
        .isEqualTo(
            new TlsOptions(
                folder.resolve("ca.crt"), folder.resolve("tls.crt"), folder.resolve("tls.key")));
  }

  private static S3Location location(CaBundle bundle, ClientCertificate certificate) {
    return new S3Location(
        "bucket",
        "",
        null,
        "https://s3",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        bundle,
        certificate);
  }

  private PodReferences pod() {
    return new PodReferences(new MountLayout(mounts), "team-a", null, EndpointRules.guarded(""));
  }

  private String codeWithout(String secret) {
    return withoutCredentials(Credentials.ofSecret(secret)).code();
  }

  private Failure withoutCredentials(Credentials credentials) {
    StoreException cause =
        new StoreException(Failure.of(FailureKind.CREDENTIALS_MISSING, "Prepare", "None", "none"));
    return pod().noCredentials(credentials, cause).failure();
  }
}
