// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names: `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, where a name
/// in lower case is the stronger one. Never printed: a proxy's address may hold a password.
///
/// A server on this machine is always reached directly.
public final class Proxies {
  public static final Proxies NONE = new Proxies(null, null, List.of());

  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");
  private static final AddressBlock LOOPBACK = AddressBlock.parse("127.0.0.0/8");

  private final @Nullable URI http;
  private final @Nullable URI https;
  private final List<String> direct;

  private Proxies(@Nullable URI http, @Nullable URI https, List<String> direct) {
    this.http = http;
    this.https = https;
    this.direct = direct;
  }

  /// @throws IllegalArgumentException naming the variable that holds no address
  public static Proxies of(Map<String, String> environment) {
    String direct = value(environment, "no_proxy");
    return new Proxies(
        proxy(environment, "http_proxy"),
        proxy(environment, "https_proxy"),
        Stream.of(direct.split(",", -1))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  private static String value(Map<String, String> environment, String name) {
    String lower = environment.get(name);
    String value = lower != null ? lower : environment.get(name.toUpperCase(Locale.ROOT));
    return value == null ? "" : value.strip();
  }

  private static @Nullable URI proxy(Map<String, String> environment, String name) {
    String value = value(environment, name);
    if (value.isEmpty()) return null;
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() != null) return uri;
    } catch (IllegalArgumentException e) {
      // The text may hold a password, and so may the exception.
      throw noAddress(name);
    }
    throw noAddress(name);
  }

  private static IllegalArgumentException noAddress(String name) {
    return new IllegalArgumentException(
        name.toUpperCase(Locale.ROOT) + " is no address such as http://proxy.example.com:3128");
  }

  /// The proxy on the way to this endpoint; null for none.
  @Nullable URI toward(URI endpoint) {
    URI proxy = "https".equals(endpoint.getScheme()) ? https : http;
    return proxy == null || isDirect(endpoint) ? null : proxy;
  }

  private boolean isDirect(URI endpoint) {
    String host = withoutBrackets(endpoint.getHost().toLowerCase(Locale.ROOT));
    if (host.equals("localhost") || host.endsWith(".localhost")) return true;
    InetAddress address = LITERAL.matcher(host).matches() ? InetAddress.ofLiteral(host) : null;
    if (address != null && (LOOPBACK.contains(address) || address.isLoopbackAddress())) return true;
    String withPort = host + ":" + endpoint.getPort();
    return direct.stream().anyMatch(entry -> covers(entry, host, withPort, address));
  }

  private static boolean covers(
      String entry, String host, String withPort, @Nullable InetAddress address) {
    if (entry.equals("*") || entry.equals(host) || entry.equals(withPort)) return true;
    if (address != null) return entry.contains("/") && holds(entry, address);
    String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
    String below = domain.startsWith(".") ? domain : "." + domain;
    return host.endsWith(below) || withPort.endsWith(below) || below.equals("." + host);
  }

  private static boolean holds(String block, InetAddress address) {
    try {
      return AddressBlock.parse(block).contains(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
