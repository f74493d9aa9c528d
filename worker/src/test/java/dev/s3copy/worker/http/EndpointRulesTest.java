// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRulesTest {
  private static final EndpointRules GUARDED = EndpointRules.guarded("");

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "::1, loopback",
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "::, unspecified",
    "169.254.169.254, link-local",
    "169.254.170.23, link-local",
    "169.254.0.0, link-local",
    "169.254.255.255, link-local",
    "fe80::1, link-local",
    "febf:ffff::1, link-local",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "ff02::1, multicast",
    "255.255.255.255, broadcast",
    "fd00:ec2::254, metadata of AWS",
    "fd00:ec2::23, metadata of AWS",
    "fd20:ce::254, metadata of Google Cloud",
    "168.63.129.16, metadata of Azure",
    "100.100.100.200, metadata of Alibaba Cloud",
    "192.0.0.192, metadata of Oracle Cloud",
    // The same places, written as IPv6.
    "::ffff:127.0.0.1, loopback",
    "::ffff:169.254.169.254, link-local",
    "::ffff:a9fe:a9fe, link-local",
    "::127.0.0.1, loopback",
    "64:ff9b::169.254.169.254, link-local",
    "64:ff9b:1::a9fe:a9fe, link-local",
    "2002:a9fe:a9fe::1, link-local",
    "2002:7f00:1::, loopback",
  })
  void whatLeadsIntoThePodOrItsNodeIsDenied(String address, String what) {
    assertThat(GUARDED.denial("s3.example.com", InetAddress.ofLiteral(address))).isEqualTo(what);
  }

  /// As a resolver takes them, whatever they look like.
  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "127.1", "127.0.1", "2852039166", "169.16689662"})
  void numbersThatAreAddressesAreJudgedAsSuch(String host) throws Exception {
    assertThat(GUARDED.denial(host, InetAddress.getByName(host))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "52.218.0.1",
        "10.96.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "128.0.0.0",
        "126.255.255.255",
        "2a05:d07a::1",
        "fd00:10:96::1",
        "fec0::1",
        "64:ff9b::52.218.0.1",
        "::ffff:10.0.0.1",
        "2002:a60:1::1",
      })
  void serversInTheClusterAndOutsideAreAllowed(String address) {
    assertThat(GUARDED.denial("s3.example.com", InetAddress.ofLiteral(address))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1/32, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "127.0.0.0/8, 127.9.9.9, true",
    "169.254.170.20/30, 169.254.170.23, true",
    "169.254.170.20/30, 169.254.170.24, false",
    "127.0.0.0/8, ::1, false",
    "::1, ::1, true",
    "fd00:ec2::/32, fd00:ec2::23, true",
    "169.254.170.23, ::ffff:169.254.170.23, true",
    "0.0.0.0/0, 169.254.169.254, true",
    "'10.0.0.0/8, 127.0.0.1', 127.0.0.1, true",
  })
  void anAddressThatTheOperatorAllowsIsNotDenied(String rules, String address, boolean allowed) {
    String denial = EndpointRules.guarded(rules).denial("x", InetAddress.ofLiteral(address));

    assertThat(denial == null).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "minio.local, minio.local, true",
    "MinIO.local, minio.LOCAL, true",
    "minio.local, a.minio.local, false",
    "minio.local, minio.local.evil.example, false",
    "*.minio.local, bucket.minio.local, true",
    "*.minio.local, minio.local, false",
    "*.minio.local, evilminio.local, false",
    "localhost, localhost, true",
  })
  void aHostThatTheOperatorAllowsMayBeAnywhere(String rules, String host, boolean allowed) {
    String denial = EndpointRules.guarded(rules).denial(host, InetAddress.ofLiteral("127.0.0.1"));

    assertThat(denial == null).isEqualTo(allowed);
  }

  @Test
  void aRunOnOnesOwnMachineConnectsAnywhere() {
    assertThat(EndpointRules.ANYWHERE.denial("x", InetAddress.ofLiteral("127.0.0.1"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/x",
        "10.0.0/8",
        "https://minio",
        "a b",
        "::1/129",
        "1.2.3"
      })
  void anExceptionThatIsNoneIsRefused(String rules) {
    assertThatThrownBy(() -> EndpointRules.guarded("10.1.0.0/16," + rules))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
