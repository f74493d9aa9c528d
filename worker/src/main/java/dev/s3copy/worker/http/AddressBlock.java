// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// A block of addresses of one family, as in `10.0.0.0/8` or `fe80::/10`.
///
/// @param bits how many leading bits of an address must be those of `network`
record AddressBlock(InetAddress network, int bits) {
  /// Java would also read 10.1 as 10.0.0.1, but a person who writes 10.1/16 does not mean that.
  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]+([.][0-9]+){3}");

  AddressBlock {
    int most = network.getAddress().length * Byte.SIZE;
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException(
          "/" + bits + " of " + network.getHostAddress() + " must be between 0 and " + most);
    }
  }

  /// @param text an address, with or without `/BITS`; never a name
  static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    InetAddress network = literal(slash < 0 ? text : text.substring(0, slash));
    if (slash < 0) return new AddressBlock(network, network.getAddress().length * Byte.SIZE);
    try {
      return new AddressBlock(network, Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is no address block such as 10.0.0.0/8", e);
    }
  }

  private static InetAddress literal(String text) {
    boolean whole = text.contains(":") || FOUR_NUMBERS.matcher(text).matches();
    try {
      if (whole) return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + " is no IP address", e);
    }
    throw new IllegalArgumentException(text + " is no IP address");
  }

  boolean contains(InetAddress address) {
    byte[] wanted = network.getAddress();
    byte[] given = address.getAddress();
    if (wanted.length != given.length) return false;
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (wanted[i] != given[i]) return false;
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((wanted[whole] ^ given[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
  }

  /// The IPv4 address that an IPv6 address is translated to on the way: NAT64, 6to4 and the old
  /// compatible form. Java itself turns mapped ones (`::ffff:1.2.3.4`) into IPv4.
  static InetAddress behind(InetAddress address) {
    byte[] bytes = address.getAddress();
    int start =
        NAT64.contains(address) || LOCAL_NAT64.contains(address) || COMPATIBLE.contains(address)
            ? bytes.length - IPV4_BYTES
            : SIX_TO_FOUR.contains(address) ? 2 : -1;
    if (start < 0) return address;
    byte[] inner = new byte[IPV4_BYTES];
    System.arraycopy(bytes, start, inner, 0, IPV4_BYTES);
    try {
      return InetAddress.getByAddress(inner);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static final int IPV4_BYTES = 4;

  /// RFC 6052.
  private static final AddressBlock NAT64 = parse("64:ff9b::/96");

  /// RFC 8215.
  private static final AddressBlock LOCAL_NAT64 = parse("64:ff9b:1::/48");

  /// RFC 3056.
  private static final AddressBlock SIX_TO_FOUR = parse("2002::/16");

  /// RFC 4291, 2.5.5.1; holds `::` and `::1` as well, whose last four bytes are denied anyway.
  private static final AddressBlock COMPATIBLE = parse("::/96");
}
