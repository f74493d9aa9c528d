// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Pending;
import dev.s3copy.worker.s3.UploadBody;
import org.jspecify.annotations.Nullable;

/// A PUT of a file that was read whole.
final class UploadFlight extends Flight {
  private final S3Target target;
  private final Key key;
  private final Runnable arrived;
  private final Buffers.Loan loan;
  private final UploadBody body;
  private @Nullable Pending<String> writing;

  /// @param loan what is to be stored is in it already
  UploadFlight(S3Target target, Key key, Runnable arrived, Buffers.Loan loan) {
    this.target = target;
    this.key = key;
    this.arrived = arrived;
    this.loan = loan;
    this.body = UploadBody.of(loan.bytes());
  }

  @Override
  public @Nullable Outcome advance() {
    Pending<String> written = writing;
    writing = null;
    boolean over = true;
    try {
      if (written != null) {
        var _ = written.take();
        return Outcome.Copied.of(loan.bytes().limit());
      }
      writing =
          target
              .bucket()
              .tryPut(key, ContentTypes.attributesFor(key), "", body, target.condition(), arrived);
      over = false;
      return null;
    } finally {
      if (over) loan.close();
    }
  }

  @Override
  public boolean waiting() {
    return writing != null;
  }

  @Override
  public void cancel() {
    cancel(writing);
  }

  @Override
  public void drop() {
    loan.close();
  }
}
