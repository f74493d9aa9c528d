// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.Pending;
import dev.s3copy.worker.s3.UploadBody;
import org.jspecify.annotations.Nullable;

/// A GET, the tags where the object has some, then a PUT; the bytes stay in one buffer.
final class StreamFlight extends Flight {
  private final StreamCopy copy;
  private final Entry entry;
  private final Key key;
  private final Runnable arrived;
  private final Buffers.Loan body;
  private @Nullable Pending<ObjectHead> reading;
  private @Nullable Pending<String> asking;
  private @Nullable Pending<String> writing;
  private Attributes attributes = Attributes.NONE;
  private @Nullable String tagging;
  private @Nullable UploadBody sendable;

  private StreamFlight(StreamCopy copy, Entry entry, Key key, Runnable arrived, Buffers.Loan body) {
    this.copy = copy;
    this.entry = entry;
    this.key = key;
    this.arrived = arrived;
    this.body = body;
  }

  /// @return null where something would have to be waited for
  static @Nullable Flight begin(StreamCopy copy, Entry entry, Key key, Runnable arrived) {
    Buffers.Loan body = copy.buffers().tryLease(Math.toIntExact(entry.size()));
    if (body == null) return null;
    StreamFlight flight = new StreamFlight(copy, entry, key, arrived, body);
    try {
      flight.reading =
          copy.source().bucket().tryGetWhole(entry.key(), entry.etag(), body.bytes(), arrived);
    } finally {
      if (flight.reading == null) body.close();
    }
    return flight.waiting() ? flight : null;
  }

  @Override
  public @Nullable Outcome advance() {
    boolean over = true;
    try {
      over = take();
      if (over) return Outcome.Copied.of(entry.size());
      ask();
      return null;
    } catch (RuntimeException | Error e) {
      over = true;
      throw e;
    } finally {
      if (over) body.close();
    }
  }

  /// @return whether all is done
  private boolean take() {
    Pending<ObjectHead> read = reading;
    Pending<String> asked = asking;
    Pending<String> written = writing;
    reading = null;
    asking = null;
    writing = null;
    if (read != null) {
      ObjectHead head = read.take();
      attributes = head.attributes();
      tagging = head.tagCount() == 0 ? "" : null;
    }
    if (asked != null) tagging = asked.take();
    if (written != null) {
      var _ = written.take();
      return true;
    }
    return false;
  }

  private void ask() {
    if (tagging == null) {
      asking = copy.source().bucket().tryTagging(entry.key(), arrived);
    } else {
      UploadBody whole = sendable == null ? UploadBody.of(body.bytes()) : sendable;
      sendable = whole;
      S3Target target = copy.target();
      writing =
          target.bucket().tryPut(key, attributes, tagging, whole, target.condition(), arrived);
    }
  }

  @Override
  public boolean waiting() {
    return reading != null || asking != null || writing != null;
  }

  @Override
  public void cancel() {
    cancel(reading);
    cancel(asking);
    cancel(writing);
  }

  @Override
  public void drop() {
    body.close();
  }
}
