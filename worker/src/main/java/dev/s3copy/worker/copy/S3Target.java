// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.PartResult;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.WriteCondition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The writing side of an operation on a bucket: an object made of parts, all or nothing.
public record S3Target(S3Bucket bucket, WriteCondition condition, Retrier retrier) {
  /// What an object carries besides its bytes.
  ///
  /// @param tagging as a header value; empty for none
  /// @param parts where the bytes of its parts come from
  record Carried(Attributes attributes, String tagging, PartOrigin parts) {}

  /// Servers want to know before the first part whether checksums come with the parts.
  enum PartOrigin {
    SENT,
    COPIED
  }

  interface PartSender {
    /// Sends one part, without retries of its own.
    ///
    /// @param index from 0
    PartResult send(String uploadId, int index) throws InterruptedException;
  }

  /// Writes an object in one request; `body` up to its limit.
  void put(Key key, Carried carried, ByteBuffer body, Attempts attempts)
      throws InterruptedException {
    retrier.call(
        attempts,
        () -> bucket.put(key, carried.attributes(), carried.tagging(), body.rewind(), condition));
  }

  /// Creates an upload, sends its parts, completes it and looks at the result. Aborts on any
  /// failure.
  void writeParts(Key key, Carried carried, Parts parts, Attempts attempts, PartSender sender)
      throws InterruptedException {
    String uploadId = retrier.call(attempts, () -> begin(key, carried));
    try {
      PartResult[] results = new PartResult[parts.count()];
      parts.forEach(i -> results[i] = retrier.call(attempts, () -> sender.send(uploadId, i)));
      complete(key, uploadId, Arrays.asList(results), attempts, parts.size());
    } catch (StoreException | InterruptedException | Error e) {
      abort(key, uploadId, e);
      throw e;
    }
  }

  private String begin(Key key, Carried carried) {
    return switch (carried.parts()) {
      case SENT -> bucket.createUpload(key, carried.attributes(), carried.tagging());
      case COPIED -> bucket.createCopyUpload(key, carried.attributes(), carried.tagging());
    };
  }

  private void complete(
      Key key, String uploadId, List<PartResult> results, Attempts attempts, long size)
      throws InterruptedException {
    String etag;
    try {
      List<PartResult> parts = new ArrayList<>(results);
      etag = retrier.call(attempts, () -> bucket.complete(key, uploadId, parts, condition));
    } catch (StoreException e) {
      if (!e.failure().code().equals("NoSuchUpload") || attempts.total() == 1) throw e;
      // A lost answer: the upload is gone because it was completed. What is there now decides.
      etag = "";
    }
    ObjectHead now = retrier.call(attempts, () -> bucket.head(key));
    if (now.size() == size && (etag.isEmpty() || etag.equals(now.etag()))) return;
    throw new StoreException(disagrees(size, now));
  }

  /// @throws StoreException when what is at the key has another size
  void requireSize(Key key, long size, Attempts attempts) throws InterruptedException {
    requireSize(retrier.call(attempts, () -> bucket.head(key)), size);
  }

  static void requireSize(ObjectHead now, long size) {
    if (now.size() != size) throw new StoreException(disagrees(size, now));
  }

  private void abort(Key key, String uploadId, Throwable cause) {
    try {
      bucket.abort(key, uploadId);
    } catch (StoreException e) {
      cause.addSuppressed(e);
    }
  }

  private static Failure disagrees(long size, ObjectHead now) {
    return Failure.of(
        FailureKind.CHECKSUM_MISMATCH,
        "HeadObject",
        "SizeDisagreement",
        """
        the destination has %d bytes after the copy, the source has %d; \
        somebody else may be writing this key\
        """
            .formatted(now.size(), size));
  }
}
