// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.S3Copy;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Stands in for the engine until it is here.
@SuppressWarnings("DoNotCallSuggester")
public final class LocalRun implements AutoCloseable {
  public record Options(
      S3Copy copy,
      String canonicalSpecJson,
      References references,
      @Nullable Path stateFolder,
      boolean restart,
      @Nullable Long memoryBudgetBytes) {}

  private LocalRun() {}

  public static LocalRun prepare(Options o) {
    throw new StoreException(
        Failure.of(FailureKind.INTERNAL, "Prepare", "NotYet", "the engine is not built in yet"));
  }

  public RunPlan plan() {
    throw new UnsupportedOperationException();
  }

  public RunResult run() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  public RunProgress progress() {
    throw new UnsupportedOperationException();
  }

  public void interrupt() {}

  @Override
  public void close() {}
}
