// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.worker.http.TransportException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private long now;

  private Addresses addresses(String... found) {
    InetAddress[] all =
        Arrays.stream(found).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    return new Addresses("s3.test", EndpointRules.guarded(""), _ -> all.clone(), () -> now);
  }

  private static List<String> tried(Addresses addresses) throws TransportException {
    return addresses.candidates().stream().map(InetAddress::getHostAddress).toList();
  }

  @Test
  void connectionsTakeTurnsAmongTheAddresses() throws Exception {
    Addresses addresses = addresses("10.0.0.1", "10.0.0.2", "10.0.0.3");
    Set<String> first = new HashSet<>();
    for (int i = 0; i < 3; i++) first.add(tried(addresses).getFirst());

    assertThat(first).containsExactlyInAnyOrder("10.0.0.1", "10.0.0.2", "10.0.0.3");
  }

  @Test
  void anAddressThatDidNotAnswerIsTriedLastForAWhile() throws Exception {
    Addresses addresses = addresses("10.0.0.1", "10.0.0.2");
    addresses.failed(InetAddress.ofLiteral("10.0.0.1"));

    for (int i = 0; i < 4; i++) {
      assertThat(tried(addresses)).containsExactly("10.0.0.2", "10.0.0.1");
    }
    now += TimeUnit.MINUTES.toNanos(2);
    assertThat(List.of(tried(addresses).getFirst(), tried(addresses).getFirst()))
        .doesNotHaveDuplicates();
  }

  @Test
  void anotherFamilyIsTheSecondChoice() throws Exception {
    Addresses addresses = addresses("2001:db8::1", "10.0.0.1");

    assertThat(tried(addresses)).containsExactly("10.0.0.1", "2001:db8:0:0:0:0:0:1");
    addresses.failed(InetAddress.ofLiteral("10.0.0.1"));
    assertThat(tried(addresses)).first().isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void deniedAddressesAreLeftOut() throws Exception {
    assertThat(tried(addresses("127.0.0.1", "10.0.0.1", "::1"))).containsExactly("10.0.0.1");
  }

  @Test
  void whereAllAreDeniedTheErrorNamesThem() {
    assertThatThrownBy(() -> addresses("127.0.0.1", "169.254.169.254").candidates())
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.DENIED);
              assertThat(e.code()).isEqualTo("EndpointDenied");
            })
        .hasMessage(
            "s3.test is 127.0.0.1 (loopback), 169.254.169.254 (link-local), where workers may not"
                + " connect");
  }

  @Test
  void aNameWithoutAddressIsNotResolved() {
    Addresses addresses =
        new Addresses(
            "s3.test",
            EndpointRules.guarded(""),
            host -> {
              throw new UnknownHostException(host);
            },
            () -> now);

    assertThatThrownBy(addresses::candidates)
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.NAME_NOT_RESOLVED));
  }
}
