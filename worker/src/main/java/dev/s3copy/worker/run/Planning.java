// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Encryption;
import dev.s3copy.api.Location;
import dev.s3copy.api.PreserveTags;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.select.KeyFilter;
import dev.s3copy.core.split.ProbeBudget;
import dev.s3copy.core.split.SplitPlan;
import dev.s3copy.core.split.SplitPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Estimates a run from a few LIST pages.
final class Planning {
  private static final long KEYS_PER_PAGE = 1000;

  private Planning() {}

  /// @param largest bytes of the largest object that can be copied
  static RunPlan plan(
      S3CopySpec spec, Route route, Side source, Side destination, KeyRange range, long largest) {
    int pieces = spec.workers().shardsPerWorker();
    SplitPlan split =
        new SplitPlanner(ProbeBudget.forRoot(pieces))
            .plan(source.listing(), range, source.prefix(), pieces);
    return new RunPlan(
        route.words(),
        source.address(),
        destination.address(),
        example(spec, route, source, destination, range),
        destination instanceof Side.Bucket bucket ? bucket.spec().storageClass() : null,
        options(spec, route),
        largest,
        split.cuts().size() + 1,
        split.estimatedKeys(),
        split.complete(),
        requests(spec, route, split));
  }

  /// From one page. What is just the prefix has no name to be seen.
  private static RunPlan.@Nullable Sample example(
      S3CopySpec spec, Route route, Side source, Side destination, KeyRange range) {
    if (route == Route.INVENTORY) return null;
    KeyFilter filter = new KeyFilter(Selections.selection(spec.select()));
    int prefix = source.prefix().length();
    for (Entry entry : source.listing().page(range.after(), (int) KEYS_PER_PAGE).within(range)) {
      Key key = entry.key();
      if (key.length() == prefix || !filter.selects(entry, prefix)) continue;
      Key there = destination.prefix().append(key.without(prefix));
      return new RunPlan.Sample(source.address(key), destination.address(there));
    }
    return null;
  }

  private static SortedMap<String, String> options(S3CopySpec spec, Route route) {
    SortedMap<String, String> options = new TreeMap<>();
    PreserveTags tags = spec.preserve().tags();
    if (route.hasTags() && tags != PreserveTags.BEST_EFFORT) {
      options.put("tags", tags == PreserveTags.DROP ? "Drop" : "Required");
    }
    S3Location to = spec.destination().s3();
    Encryption sse = to == null ? null : to.sse();
    if (sse != null) options.put("encryption", sse.type().name());
    List<String> payers = new ArrayList<>();
    if (requesterPays(spec.source())) payers.add("source");
    if (requesterPays(spec.destination())) payers.add("destination");
    if (!payers.isEmpty()) options.put("requesterPays", String.join(" and ", payers));
    return options;
  }

  private static boolean requesterPays(Location place) {
    S3Location s3 = place.s3();
    return s3 != null && Boolean.TRUE.equals(s3.requesterPays());
  }

  /// As if every object were small and had to be copied: the most that a run of small objects
  /// costs.
  private static Map<String, Long> requests(S3CopySpec spec, Route route, SplitPlan split) {
    long keys = split.estimatedKeys();
    long pages = Math.ceilDiv(keys, KEYS_PER_PAGE) + 1;
    Map<String, Long> requests = new TreeMap<>();
    boolean listsSource = route != Route.BACKUP;
    long lists =
        (listsSource ? pages + split.probes() : 0) + (route.listsDestination() ? pages : 0);
    requests.put("ListObjectsV2", lists);
    boolean asksForTags = spec.preserve().tags() == PreserveTags.REQUIRED;
    if (route.hasTags() && asksForTags) requests.put("GetObjectTagging", keys);
    switch (route) {
      case SERVER_SIDE -> requests.put("CopyObject", keys);
      case STREAM -> {
        requests.put("GetObject", keys);
        requests.put("PutObject", keys);
      }
      case RESTORE -> requests.put("GetObject", keys);
      case BACKUP -> requests.put("PutObject", keys);
      case INVENTORY -> requests.put("HeadObject", keys);
    }
    return requests;
  }
}
