// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import java.util.concurrent.atomic.AtomicInteger;

/// How often the requests of one object were tried again; parts count together.
final class Attempts {
  private final AtomicInteger again = new AtomicInteger();

  void oneMore() {
    again.incrementAndGet();
  }

  int total() {
    return 1 + again.get();
  }
}
