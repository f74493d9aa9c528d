// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.bench.micro;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.split.ProbeBudget;
import dev.s3copy.core.split.SplitPlan;
import dev.s3copy.core.split.SplitPlanner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The first split of a run, its 60 pages of synthetic keys included.
@State(Scope.Thread)
public class SplitPlannerMicro extends Micro {
  private static final int PIECES = 8;

  @Param({"FLAT", "DEEP"})
  private KeySpace.Shape shape = KeySpace.Shape.FLAT;

  @Benchmark
  public SplitPlan plan() {
    return new SplitPlanner(ProbeBudget.forRoot(PIECES))
        .plan(new KeySpace(shape), KeyRange.ALL, Key.EMPTY, PIECES);
  }
}
