// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import dev.s3copy.core.failure.Failure;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Why the run is to stop early, if it is: the first reason stays.
public final class StopSignal {
  /// A reason to stop.
  public sealed interface Reason {
    /// A person or the system asked for it.
    record Interrupted() implements Reason {}

    /// Going on is pointless until a person acts.
    record Failed(Failure failure) implements Reason {}
  }

  private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();

  public void interrupt() {
    reason.compareAndSet(null, new Reason.Interrupted());
  }

  public void fail(Failure failure) {
    reason.compareAndSet(null, new Reason.Failed(failure));
  }

  public boolean raised() {
    return reason.get() != null;
  }

  public @Nullable Reason reason() {
    return reason.get();
  }
}
