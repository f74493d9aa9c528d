// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Addresses that lead into the worker's own pod or node, or to a service that hands out identities
/// there.
///
/// @param what the word for people
record DeniedBlock(String what, AddressBlock block) {
  private static final List<DeniedBlock> ALL =
      List.of(
          denied("unspecified", "0.0.0.0/8"),
          denied("unspecified", "::/128"),
          denied("loopback", "127.0.0.0/8"),
          denied("loopback", "::1/128"),
          // Most clouds' metadata service and EKS Pod Identity live here too.
          denied("link-local", "169.254.0.0/16"),
          denied("link-local", "fe80::/10"),
          denied("multicast", "224.0.0.0/4"),
          denied("multicast", "ff00::/8"),
          denied("broadcast", "255.255.255.255/32"),
          denied("metadata of AWS", "fd00:ec2::/32"),
          denied("metadata of Google Cloud", "fd20:ce::254/128"),
          denied("metadata of Azure", "168.63.129.16/32"),
          denied("metadata of Alibaba Cloud", "100.100.100.200/32"),
          denied("metadata of Oracle Cloud", "192.0.0.192/32"));

  private static DeniedBlock denied(String what, String block) {
    return new DeniedBlock(what, AddressBlock.parse(block));
  }

  /// Null where the address is in none of them.
  static @Nullable DeniedBlock of(InetAddress address) {
    DeniedBlock itself = holding(address);
    return itself != null ? itself : holding(AddressBlock.behind(address));
  }

  private static @Nullable DeniedBlock holding(InetAddress address) {
    for (DeniedBlock each : ALL) {
      if (each.block.contains(address)) return each;
    }
    return null;
  }
}
