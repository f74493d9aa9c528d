// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench.micro;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Comparison;
import dev.s3copy.core.rule.CopyAction;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Overwrite;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The decision about one pair.
@State(Scope.Thread)
public class CopyRulesMicro extends Micro {
  private static final String ETAG = "0cc175b9c0f1b6a831c399e269772661";

  private final CopyRules rules = new CopyRules(Overwrite.IF_DIFFERENT, Comparison.S3_TO_S3, false);
  private final Entry source =
      new Entry(Key.of("data/a"), Entry.Kind.OBJECT, 1, ETAG, 0, "STANDARD");
  // Another String with the same characters, as two listings give it.
  private final Entry same =
      new Entry(Key.of("b/a"), Entry.Kind.OBJECT, 1, String.valueOf(ETAG.toCharArray()), 0, "");
  private final Entry other = new Entry(Key.of("b/a"), Entry.Kind.OBJECT, 2, ETAG, 0, "");

  @Benchmark
  public CopyAction absent() {
    return rules.decide(source, null);
  }

  @Benchmark
  public CopyAction equal() {
    return rules.decide(source, same);
  }

  @Benchmark
  public CopyAction different() {
    return rules.decide(source, other);
  }
}
