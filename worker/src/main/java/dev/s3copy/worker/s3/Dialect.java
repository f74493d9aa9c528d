// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the server of one bucket turned out not to know, found out at the first refusal, for all
/// requests that follow; unless it was settled before. Safe for use by many threads.
public final class Dialect {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;

  /// Each with the answer that showed it.
  private final Map<Capability, String> missing =
      Collections.synchronizedMap(new EnumMap<>(Capability.class));

  /// What no answer changes. Guarded by `missing`.
  private final Map<Capability, Boolean> settled = new EnumMap<>(Capability.class);

  /// What is missing at present; replaced, never changed, since every request asks.
  private volatile Set<Capability> without = Set.of();

  /// Whether ETags of what is written are no hashes of the content.
  private volatile boolean hidesHashes;

  boolean hashesAreHidden() {
    return hidesHashes;
  }

  void hidesHashes() {
    hidesHashes = true;
  }

  boolean has(Capability capability) {
    return !without.contains(capability);
  }

  /// Says before any request whether the server knows something; its answers count no more.
  void settle(Capability capability, boolean known) {
    synchronized (missing) {
      settled.put(capability, known);
      refresh();
    }
  }

  /// Whether it was settled that the server does not know something.
  boolean isRuledOut(Capability capability) {
    synchronized (missing) {
      return Boolean.FALSE.equals(settled.get(capability));
    }
  }

  /// Whether no answer says anything about it.
  boolean isSettled(Capability capability) {
    synchronized (missing) {
      return settled.containsKey(capability);
    }
  }

  private void refresh() {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(missing.keySet());
    settled.forEach(
        (capability, known) -> {
          if (known) all.remove(capability);
          else all.add(capability);
        });
    without = Set.copyOf(all);
  }

  /// @return what turned out to be missing, each with the answer that showed it
  public Map<Capability, String> missing() {
    synchronized (missing) {
      return Map.copyOf(missing);
    }
  }

  /// Takes note of what was found. Where the opposite is settled, it is told and changes nothing.
  void lacks(Capability capability, String proof) {
    synchronized (missing) {
      missing.putIfAbsent(capability, proof);
      refresh();
    }
  }

  /// Learns from a refusal.
  ///
  /// @return what the request asked for in vain, so that it may succeed without it; null where the
  ///     refusal has another reason
  @Nullable Capability learn(S3Request request, S3Error error) {
    Capability refused = refused(request, error);
    if (refused == null || isSettled(refused)) return null;
    lacks(refused, proof(request, error));
    return refused;
  }

  /// Takes note of a write that was refused with tags and accepted without them.
  void lacksRightToTags(S3Request request, S3Error error) {
    lacks(Capability.WRITES_TAGS, proof(request, error));
  }

  /// Takes back what was learnt from an answer that did not say why.
  void unlearn(Capability capability) {
    synchronized (missing) {
      missing.remove(capability);
      refresh();
    }
  }

  private @Nullable Capability refused(S3Request request, S3Error error) {
    int status = error.status();
    boolean unknown = status == METHOD_NOT_ALLOWED || status == NOT_IMPLEMENTED;
    switch (request.operation()) {
      case TAGGING -> {
        return unknown || status == FORBIDDEN ? Capability.READS_TAGS : null;
      }
      case LIST -> {
        boolean v2 = request.query().contains("list-type=2");
        return v2 && (unknown || error.mentions("list-type")) ? Capability.LIST_V2 : null;
      }
      case COPY_PART -> {
        return unknown ? Capability.COPIES_PARTS : null;
      }
      default -> {}
    }
    if (status != BAD_REQUEST && status != NOT_IMPLEMENTED) return null;
    for (Capability capability : Capability.values()) {
      if (!isSettled(capability) && capability.isRefused(request, error)) return capability;
    }
    return null;
  }

  private static String proof(S3Request request, S3Error error) {
    return request.operation().text() + ": " + error.status() + ' ' + error.code();
  }
}
