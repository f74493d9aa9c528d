// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.split;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.EntryCursor;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// What the probes of one plan have shown of a range: stretches whose keys are all known, and gaps
/// between them.
final class Survey {
  /// Keys kept of each page to learn the alphabet from.
  private static final int SAMPLES_PER_PAGE = 24;

  private final Listing listing;
  private final KeyRange range;
  private final NavigableMap<Key, Probe> probes = new TreeMap<>();
  private final TreeSet<Key> samples = new TreeSet<>();
  private Contexts contexts = new Contexts(0);
  private int pages;

  Survey(Listing listing, KeyRange range) {
    this.listing = listing;
    this.range = range;
  }

  /// A stretch of which nothing is known but its ends.
  ///
  /// @param before the probe that ends where the gap starts
  /// @param after the probe that starts where the gap ends; null at an end nobody has seen
  record Gap(Probe before, @Nullable Probe after) {}

  /// Lists a page after each of the points, all at once.
  List<Probe> probe(Collection<Key> points) {
    List<Key> wanted = points.stream().distinct().filter(p -> !probes.containsKey(p)).toList();
    if (wanted.isEmpty()) return List.of();
    List<Probe> arrived = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Probe>> running =
          wanted.stream().map(p -> threads.submit(() -> page(p))).toList();
      for (Future<Probe> future : running) arrived.add(future.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while probing the key space", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) throw failure;
      throw new IllegalStateException(e.getCause());
    }
    arrived.forEach(this::learn);
    return arrived;
  }

  private Probe page(Key at) {
    Page page = listing.page(at, EntryCursor.PAGE_SIZE);
    Page inside = page.within(range);
    boolean end =
        inside.isEmpty()
            || inside.size() < page.size()
            || page.key(page.size() - 1).equals(range.until());
    return new Probe(at, inside, end);
  }

  private void learn(Probe probe) {
    pages++;
    probes.put(probe.at(), probe);
    int step = Math.max(1, probe.size() / SAMPLES_PER_PAGE);
    for (int row = 0; row < probe.size(); row += step) sample(probe.key(row));
    if (!probe.isEmpty()) sample(probe.last());
  }

  /// Takes a key, or the beginning of one, as known to exist.
  void sample(Key key) {
    if (samples.add(key)) contexts.learn(key);
  }

  /// From here on, what may come next is judged by what stands behind the first `base` bytes.
  void shared(int base) {
    contexts = new Contexts(base);
    samples.forEach(contexts::learn);
  }

  int pages() {
    return pages;
  }

  Contexts contexts() {
    return contexts;
  }

  Key[] samples() {
    return samples.toArray(Key[]::new);
  }

  Collection<Probe> probes() {
    return probes.values();
  }

  /// Whether every key from `low` up to but not including `high` has been seen.
  ///
  /// @param high null for everything after `low`
  boolean covers(Key low, @Nullable Key high) {
    if (range.endsBefore(low)) return true;
    Key at = low.compareTo(range.after()) < 0 ? range.after() : low;
    if (high != null && high.compareTo(at) <= 0) return true;
    while (true) {
      Map.Entry<Key, Probe> entry = probes.floorEntry(at);
      if (entry == null) return false;
      Probe probe = entry.getValue();
      if (probe.end() || (high != null && probe.last().compareTo(high) >= 0)) return true;
      if (probe.last().compareTo(at) <= 0) return false;
      at = probe.last();
    }
  }

  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    Probe reach = null;
    for (Probe probe : probes.values()) {
      if (reach != null && reach.end()) return gaps;
      if (reach != null && reach.last().compareTo(probe.at()) < 0) gaps.add(new Gap(reach, probe));
      if (reach == null || probe.end() || probe.last().compareTo(reach.last()) > 0) reach = probe;
    }
    if (reach != null && !reach.end()) gaps.add(new Gap(reach, null));
    return gaps;
  }
}
