// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where connections may go, judged by the address and not by the name that led to it.
///
/// In a cluster, the author of the manifest chooses the endpoint. But the worker can reach
/// addresses that the author cannot: its node's metadata service, and its pod's loopback.
///
/// @param anywhere nothing is denied: a run on somebody's own machine
/// @param blocks exceptions by address
/// @param hosts exceptions by the endpoint's name, lower case; `*.name` for all names below it
public record EndpointRules(boolean anywhere, List<AddressBlock> blocks, List<String> hosts) {
  public static final EndpointRules ANYWHERE = new EndpointRules(true, List.of(), List.of());

  private static final Pattern HOST = Pattern.compile("([*][.])?[a-z0-9_]([a-z0-9._-]*[a-z0-9])?");
  private static final Pattern DIGITS = Pattern.compile("[0-9.]+|.*:.*|.*/.*");

  public EndpointRules {
    blocks = List.copyOf(blocks);
    hosts = List.copyOf(hosts);
  }

  /// What holds in a worker pod.
  ///
  /// @param exceptions CIDRs, addresses and host names with commas between; empty for none
  /// @throws IllegalArgumentException naming the entry that is neither
  public static EndpointRules guarded(String exceptions) {
    List<AddressBlock> blocks = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    for (String part : exceptions.split(",", -1)) {
      String entry = part.strip().toLowerCase(Locale.ROOT);
      if (entry.isEmpty()) continue;
      if (DIGITS.matcher(entry).matches()) blocks.add(AddressBlock.parse(entry));
      else if (HOST.matcher(entry).matches()) hosts.add(entry);
      else throw new IllegalArgumentException(entry + " is neither a CIDR nor a host name");
    }
    return new EndpointRules(false, blocks, hosts);
  }

  /// Why this address of the host may not be connected to; null if it may.
  @Nullable String denial(String host, InetAddress address) {
    if (anywhere || allowsHost(host) || allowsAddress(address)) return null;
    DeniedBlock denied = DeniedBlock.of(address);
    return denied == null ? null : denied.what();
  }

  private boolean allowsHost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String allowed : hosts) {
      boolean below = allowed.startsWith("*.") && name.endsWith(allowed.substring(1));
      if (below || allowed.equals(name)) return true;
    }
    return false;
  }

  private boolean allowsAddress(InetAddress address) {
    InetAddress behind = AddressBlock.behind(address);
    return blocks.stream().anyMatch(b -> b.contains(address) || b.contains(behind));
  }
}
