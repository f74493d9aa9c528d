// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import dev.s3copy.worker.http.TransportException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// The addresses of a guarded endpoint that may be connected to.
///
/// Names are resolved here for every new connection (the JDK remembers answers for 30 s) and the
/// connection is made to the address that was checked. So it does not matter if the name resolves
/// to another address the next time. New connections take turns among the addresses.
final class Addresses {
  /// One address, and a second one if the first does not answer. More attempts are left to the
  /// retries of the request.
  private static final int AT_A_TIME = 2;

  /// For this time, an address that could not be reached is tried last.
  private static final long FAILURE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /// A number larger than the bytes of any address.
  private static final int FAILED_RANK = 100;

  /// Where names become addresses.
  interface Names {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final String host;
  private final EndpointRules rules;
  private final Names names;
  private final LongSupplier nanoTime;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<InetAddress, Long> failedAt = new ConcurrentHashMap<>();

  Addresses(String host, EndpointRules rules, Names names, LongSupplier nanoTime) {
    this.host = host;
    this.rules = rules;
    this.names = names;
    this.nanoTime = nanoTime;
  }

  /// Never empty.
  List<InetAddress> candidates() throws TransportException {
    List<InetAddress> allowed = allowed();
    failedAt.keySet().retainAll(Set.copyOf(allowed));
    Collections.rotate(allowed, -(turn.getAndIncrement() & Integer.MAX_VALUE) % allowed.size());
    allowed.sort(Comparator.comparingInt(this::rank));
    return allowed.subList(0, Math.min(AT_A_TIME, allowed.size()));
  }

  private List<InetAddress> allowed() throws TransportException {
    List<InetAddress> allowed = new ArrayList<>();
    Set<String> denied = new LinkedHashSet<>();
    for (InetAddress address : resolve()) {
      String denial = rules.denial(host, address);
      if (denial == null) allowed.add(address);
      else denied.add(address.getHostAddress() + " (" + denial + ")");
    }
    if (allowed.isEmpty()) throw denied(denied);
    return allowed;
  }

  private InetAddress[] resolve() throws TransportException {
    try {
      return names.resolve(host);
    } catch (UnknownHostException e) {
      throw new TransportException(
          Reason.NAME_NOT_RESOLVED, "UNKNOWN_HOST", "no address is known for " + host, e);
    }
  }

  private TransportException denied(Set<String> addresses) {
    return new TransportException(
        Reason.DENIED,
        "EndpointDenied",
        "%s is %s, where workers may not connect".formatted(host, String.join(", ", addresses)),
        null);
  }

  void failed(InetAddress address) {
    failedAt.put(address, nanoTime.getAsLong());
  }

  /// The lowest comes first: addresses that answered come before those that did not, and IPv4 comes
  /// before IPv6, as in the JDK and in nearly every cluster.
  private int rank(InetAddress address) {
    Long failed = failedAt.get(address);
    boolean lately = failed != null && nanoTime.getAsLong() - failed < FAILURE_NANOS;
    int family = address.getAddress().length;
    return lately ? FAILED_RANK + family : family;
  }
}
