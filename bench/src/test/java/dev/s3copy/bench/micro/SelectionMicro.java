// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench.micro;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.select.KeyFilter;
import dev.s3copy.core.select.Selection;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The filter of one key: without patterns, with one, with three of which the last one fits.
@State(Scope.Thread)
public class SelectionMicro extends Micro {
  private static final int SOME_KEY = 424_242;

  private final Entry entry =
      Entry.object(Key.ofBytes(KeySpace.Shape.DEEP.key(SOME_KEY)), 1, "etag", 0);
  private final KeyFilter everything = new KeyFilter(Selection.ALL);
  private final KeyFilter one = new KeyFilter(Selection.of(List.of("data/**/*.bin"), List.of()));
  private final KeyFilter three =
      new KeyFilter(
          Selection.of(
              List.of("logs/**", "**/*.{json,parquet}", "data/0[0-9]*/*.bin"),
              List.of("**/_temporary/**")));

  @Benchmark
  public boolean everything() {
    return everything.selects(entry, 0);
  }

  @Benchmark
  public boolean onePattern() {
    return one.selects(entry, 0);
  }

  @Benchmark
  public boolean fourPatterns() {
    return three.selects(entry, 0);
  }
}
