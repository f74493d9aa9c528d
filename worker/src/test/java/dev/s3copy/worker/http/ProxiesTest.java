// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static final URI PLAIN = URI.create("http://proxy:3128");

  @Test
  void eachSchemeHasAProxyOfItsOwnAndTheNameInLowerCaseIsStronger() {
    Proxies proxies =
        Proxies.of(
            Map.of(
                "HTTP_PROXY", "http://weaker:1",
                "http_proxy", "proxy:3128",
                "HTTPS_PROXY", "http://user:canary@tunnel:8080/"));
    assertThat(proxies.toward(URI.create("http://s3.example.com"))).isEqualTo(PLAIN);
    assertThat(proxies.toward(URI.create("https://s3.example.com")))
        .hasHost("tunnel")
        .hasPort(8080);
    assertThat(Proxies.of(Map.of()).toward(URI.create("http://s3.example.com"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "*, http://s3.example.com, true",
    "example.com, http://s3.example.com, true",
    ".example.com, http://s3.example.com, true",
    "*.example.com, http://s3.example.com, true",
    "S3.Example.COM, http://s3.example.com, true",
    "example.com:9000, http://s3.example.com:9000, true",
    "example.com:9001, http://s3.example.com:9000, false",
    "ample.com, http://s3.example.com, false",
    "10.0.0.0/8, http://10.1.2.3:9000, true",
    "10.0.0.0/8, http://11.1.2.3:9000, false",
    "10.1.2.3, http://10.1.2.3:9000, true",
    "other, http://localhost:9000, true",
    "other, http://127.0.0.1:9000, true",
    "other, http://[::1]:9000, true",
    "other, http://[fd00::1]:9000, false",
    "' other , s3 ', http://s3, true"
  })
  void whatIsNamedInNoProxyIsReachedDirectly(String entry, URI endpoint, boolean direct) {
    Proxies proxies = Proxies.of(Map.of("HTTP_PROXY", "http://proxy:3128", "NO_PROXY", entry));
    assertThat(proxies.toward(endpoint)).isEqualTo(direct ? null : PLAIN);
  }

  @Test
  void anAddressThatIsNoneIsNamedByItsVariableOnly() {
    assertThatThrownBy(() -> Proxies.of(Map.of("HTTPS_PROXY", "http://user:canary@ho st")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HTTPS_PROXY")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }
}
