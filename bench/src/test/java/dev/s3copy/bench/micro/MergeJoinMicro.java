// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench.micro;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.listing.EntryCursor;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.MergeJoin;
import dev.s3copy.core.listing.Page;
import dev.s3copy.core.rule.Comparison;
import dev.s3copy.core.rule.CopyAction;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Overwrite;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Listings in memory, joined and decided: what a key costs between its page and its action.
@State(Scope.Thread)
public class MergeJoinMicro extends Micro {
  private static final int KEYS = 100_000;
  private static final CopyRules RULES =
      new CopyRules(Overwrite.IF_DIFFERENT, Comparison.S3_TO_S3, false);

  private final Listing full = new Kept();
  private final Listing empty = new Nothing();

  /// Pages made beforehand.
  private static final class Kept implements Listing {
    private final TreeMap<Key, Page> pages = new TreeMap<>();

    Kept() {
      KeySpace space = new KeySpace(KeySpace.Shape.DEEP);
      Key after = Key.EMPTY;
      for (int n = 0; n < KEYS; n += EntryCursor.PAGE_SIZE) {
        Page page = space.rows(n, n + EntryCursor.PAGE_SIZE);
        pages.put(after, page);
        after = page.key(page.size() - 1);
      }
    }

    @Override
    public Page page(Key after, int max) {
      Map.Entry<Key, Page> found = pages.floorEntry(after);
      return found.getKey().equals(after) ? found.getValue() : Page.EMPTY;
    }
  }

  private record Nothing() implements Listing {
    @Override
    public Page page(Key after, int max) {
      return Page.EMPTY;
    }
  }

  @Benchmark
  @OperationsPerInvocation(KEYS)
  public long sourceAlone() throws InterruptedException {
    return join(empty);
  }

  @Benchmark
  @OperationsPerInvocation(KEYS)
  public long withEqualDestination() throws InterruptedException {
    return join(full);
  }

  private long join(Listing destination) throws InterruptedException {
    long copies = 0;
    try (MergeJoin join =
        new MergeJoin(
            new EntryCursor(full, KeyRange.ALL),
            0,
            new EntryCursor(destination, KeyRange.ALL),
            0)) {
      while (join.advance()) {
        if (RULES.decide(join.source(), join.destination()) instanceof CopyAction.Copy) copies++;
      }
    }
    return copies;
  }
}
