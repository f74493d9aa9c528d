// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.run;

import dev.s3copy.api.CaBundle;
import dev.s3copy.api.ClientCertificate;
import dev.s3copy.api.Credentials;
import dev.s3copy.api.Encryption;
import dev.s3copy.api.Location;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Names of the objects that a spec refers to in its namespace: each once, in the order source,
/// destination, report; Secrets with access keys first, then those for TLS and encryption.
public record ReferencedNames(
    SequencedSet<String> secrets,
    SequencedSet<String> configMaps,
    SequencedSet<String> claims,
    SequencedSet<String> writtenClaims,
    SequencedSet<String> serviceAccounts) {

  public static ReferencedNames of(S3CopySpec spec) {
    List<Location> all =
        Stream.of(spec.source(), spec.destination(), spec.report())
            .filter(Objects::nonNull)
            .toList();
    return new ReferencedNames(
        secrets(all),
        names(all, s3(ReferencedNames::configMap)),
        names(all, ReferencedNames::claim),
        names(all.subList(1, all.size()), ReferencedNames::claim),
        names(all, s3(credentials(Credentials::serviceAccount))));
  }

  private static SequencedSet<String> secrets(List<Location> locations) {
    SequencedSet<String> found = names(locations, s3(credentials(Credentials::secretName)));
    found.addAll(names(locations, s3(ReferencedNames::secretOfBundle)));
    found.addAll(names(locations, s3(ReferencedNames::secretOfCertificate)));
    found.addAll(names(locations, s3(ReferencedNames::secretOfEncryption)));
    return found;
  }

  private static SequencedSet<String> names(
      List<Location> locations, Function<Location, @Nullable String> name) {
    SequencedSet<String> found = new LinkedHashSet<>();
    for (Location location : locations) {
      String one = name.apply(location);
      if (one != null) found.add(one);
    }
    return found;
  }

  private static Function<Location, @Nullable String> s3(
      Function<S3Location, @Nullable String> name) {
    return location -> {
      S3Location s3 = location.s3();
      return s3 == null ? null : name.apply(s3);
    };
  }

  private static Function<S3Location, @Nullable String> credentials(
      Function<Credentials, @Nullable String> name) {
    return s3 -> {
      Credentials credentials = s3.credentials();
      return credentials == null ? null : name.apply(credentials);
    };
  }

  private static @Nullable String configMap(S3Location s3) {
    CaBundle bundle = s3.caBundle();
    return bundle == null ? null : bundle.configMapName();
  }

  private static @Nullable String secretOfBundle(S3Location s3) {
    CaBundle bundle = s3.caBundle();
    return bundle == null ? null : bundle.secretName();
  }

  private static @Nullable String secretOfCertificate(S3Location s3) {
    ClientCertificate certificate = s3.clientCertificate();
    return certificate == null ? null : certificate.secretName();
  }

  private static @Nullable String secretOfEncryption(S3Location s3) {
    Encryption sse = s3.sse();
    return sse == null ? null : sse.customerKeySecretName();
  }

  private static @Nullable String claim(Location location) {
    VolumeLocation volume = location.volume();
    return volume == null ? null : volume.claimName();
  }
}
