// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.pace.RequestGate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets everything through and counts.
final class OpenGate implements RequestGate {
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger entered = new AtomicInteger();
  private final List<Signal> exits = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void enter() {
    inside.incrementAndGet();
    entered.incrementAndGet();
  }

  @Override
  public boolean tryEnter(long bytes) {
    enter();
    return true;
  }

  @Override
  public boolean tryEnterSending(long bytes) {
    enter();
    return true;
  }

  @Override
  public void exit(Signal signal, long bytes, long nanos) {
    inside.decrementAndGet();
    exits.add(signal);
  }

  int inside() {
    return inside.get();
  }

  int entered() {
    return entered.get();
  }

  int exits(Signal signal) {
    return Collections.frequency(exits, signal);
  }
}
