// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.Pending;
import org.jspecify.annotations.Nullable;

/// A CopyObject, then a look at the copy where its ETag says nothing.
final class ServerSideFlight extends Flight {
  private final S3Target target;
  private final Entry entry;
  private final Key key;
  private final Runnable arrived;
  private @Nullable Pending<String> copying;
  private @Nullable Pending<ObjectHead> looking;

  ServerSideFlight(
      S3Target target, Entry entry, Key key, Runnable arrived, Pending<String> copying) {
    this.target = target;
    this.entry = entry;
    this.key = key;
    this.arrived = arrived;
    this.copying = copying;
  }

  @Override
  public @Nullable Outcome advance() {
    Pending<ObjectHead> looked = looking;
    if (looked != null) {
      looking = null;
      S3Target.requireSize(looked.take(), entry.size());
      return Outcome.Copied.of(entry.size());
    }
    Pending<String> copied = copying;
    if (copied != null) {
      copying = null;
      if (copied.take().equals(entry.etag())) return Outcome.Copied.of(entry.size());
    }
    looking = target.bucket().tryHead(key, arrived);
    return null;
  }

  @Override
  public boolean waiting() {
    return copying != null || looking != null;
  }

  @Override
  public void cancel() {
    cancel(copying);
    cancel(looking);
  }

  @Override
  public void drop() {}
}
