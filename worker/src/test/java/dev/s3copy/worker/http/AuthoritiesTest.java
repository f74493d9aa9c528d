// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The certificates of this JDK serve as examples.
class AuthoritiesTest {
  @TempDir private Path folder;

  private static List<? extends Certificate> ofThisJdk() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
  }

  private Path bundle(String name, Certificate... certificates) throws Exception {
    StringBuilder text = new StringBuilder("# what is not PEM is left out\n");
    for (Certificate each : certificates) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(each.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static Collection<? extends Certificate> read(String pem) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aBundleIsAddedToTheWellKnownOnesAndEachIsThereOnce() throws Exception {
    List<? extends Certificate> some = ofThisJdk();
    Path wellKnown = bundle("well-known", some.get(0), some.get(1));
    Path bundle = bundle("private", some.get(1), some.get(2));
    String all = Authorities.with(bundle, List.of(folder.resolve("none"), wellKnown));
    assertThat(read(all))
        .map(Certificate.class::cast)
        .containsExactlyInAnyOrder(some.get(0), some.get(1), some.get(2));
  }

  @Test
  void whereTheSystemHasNoneThoseOfTheJdkAreTheWellKnownOnes() throws Exception {
    List<? extends Certificate> some = ofThisJdk();
    String all = Authorities.with(bundle("private", some.getFirst()), List.of());
    assertThat(read(all)).hasSize(some.size());
  }

  @Test
  void aBundleThatCannotBeUsedIsNamed() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path missing = folder.resolve("missing.pem");
    for (Path bundle : List.of(empty, missing)) {
      assertThatThrownBy(() -> Authorities.with(bundle))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining(bundle.toString());
    }
  }
}
