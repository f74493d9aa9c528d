// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The objects of one bucket below one prefix. Keys are full keys; only listings know the prefix.
///
/// Every call blocks its thread, passes the request gate, is sent once (but see [S3Connection]) and
/// fails with a [StoreException]. Buffers are used between position and limit. Safe for use by many
/// threads.
public final class S3Bucket implements Listing {
  private static final ByteBuffer NO_ROOM = ByteBuffer.allocate(0);

  private final BucketRequests requests;
  private final BucketListing listing;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Preflight preflight;

  /// @param prefix what listings are limited to; empty for the whole bucket
  public S3Bucket(S3Connection connection, S3Location location, Key prefix) {
    this.requests = new BucketRequests(connection, location);
    this.listing = new BucketListing(requests, prefix);
    this.reads = new ObjectReads(requests);
    this.writes = new ObjectWrites(requests);
    this.preflight = new Preflight(listing, writes, prefix);
  }

  public S3Location location() {
    return requests.location();
  }

  /// @param max up to 1 000 are given in any case
  @Override
  public Page page(Key after, int max) {
    return listing.page(after, max);
  }

  public ObjectHead head(Key key) {
    return reads.head(key, "");
  }

  /// Reads exactly `length` bytes from `from` on into `into`, whose position moves past them. After
  /// a failure the position is where it was; what lies behind it is undefined.
  ///
  /// @param ifMatchEtag the version it must be; empty for any
  /// @param length 0 asks only whether the object is there and, from 0 on, whether it is empty
  public ObjectHead get(Key key, String ifMatchEtag, long from, int length, ByteBuffer into) {
    if (length > 0) return reads.range(key, ifMatchEtag, from, length, into);
    return from == 0
        ? reads.whole(key, ifMatchEtag, 0, NO_ROOM.duplicate())
        : reads.head(key, ifMatchEtag);
  }

  /// As [#get] for the whole object, whose size is known: without a Range header, so that the
  /// server tells the object's checksum, which is compared.
  public ObjectHead getWhole(Key key, String ifMatchEtag, int size, ByteBuffer into) {
    return reads.whole(key, ifMatchEtag, size, into);
  }

  /// As [#getWhole], with the bytes going straight to where they are wanted.
  public ObjectHead getWhole(Key key, String ifMatchEtag, long size, ByteTarget target) {
    return reads.whole(key, ifMatchEtag, size, target);
  }

  /// Reads exactly `length` bytes, at least one, of a larger object straight to where they are
  /// wanted. After a failure some of them may be there.
  public ObjectHead getRange(
      Key key, String ifMatchEtag, long from, long length, ByteTarget target) {
    return reads.range(key, ifMatchEtag, from, length, target);
  }

  /// @param tagging as [#tagging] gives it; null or empty for none
  /// @param body sent with its CRC, which the server compares; its position stays
  /// @return the ETag
  public String put(
      Key key,
      Attributes attributes,
      @Nullable String tagging,
      ByteBuffer body,
      WriteCondition condition) {
    return writes.put(writes.putRequest(key, attributes, tagging).onlyIf(condition), body);
  }

  /// Copies inside the server, metadata and tags included. At most 5 GiB.
  ///
  /// @param sourceEtag the version it must be; empty for any
  /// @return the ETag of the copy
  public String copy(
      S3Bucket source, Key sourceKey, String sourceEtag, Key key, WriteCondition condition) {
    String path = source.requests.copySource(sourceKey);
    try {
      return writes.copy(path, sourceEtag, key, condition);
    } catch (StoreException e) {
      throw source.changed(sourceKey, sourceEtag, e.failure()) ? sourceChanged(e) : e;
    }
  }

  /// Not every server says which of the two conditions of a copy did not hold.
  private boolean changed(Key key, String etag, Failure failure) {
    return failure.kind() == FailureKind.DESTINATION_EXISTS
        && !etag.isEmpty()
        && !head(key).etag().equals(etag);
  }

  private static StoreException sourceChanged(StoreException e) {
    Failure f = e.failure();
    return new StoreException(
        new Failure(
            FailureKind.SOURCE_CHANGED,
            f.operation(),
            f.code(),
            f.httpStatus(),
            f.requestId(),
            f.message()));
  }

  /// As [#head], without waiting. As all methods with `arrived`: that is called once, on an event
  /// loop, when the result may be taken; null where something would have to be waited for. Nothing
  /// is put right or sent again.
  public @Nullable Pending<ObjectHead> tryHead(Key key, Runnable arrived) {
    return reads.tryHead(key, arrived);
  }

  /// As [#getWhole], without waiting.
  ///
  /// @param into filled from its position to its limit, which stay where they are
  public @Nullable Pending<ObjectHead> tryGetWhole(
      Key key, String ifMatchEtag, ByteBuffer into, Runnable arrived) {
    return reads.tryWhole(key, ifMatchEtag, into, arrived);
  }

  /// As [#tryGetWhole] for who wants only the bytes: the result is their number.
  public @Nullable Pending<Long> tryGetBody(
      Key key, String ifMatchEtag, ByteBuffer into, Runnable arrived) {
    return reads.tryBody(key, ifMatchEtag, into, arrived);
  }

  /// As [#tryGetBody], with the bytes going straight to where they are wanted.
  public @Nullable Pending<Long> tryGetBody(
      Key key, String ifMatchEtag, long size, ByteTarget target, Runnable arrived) {
    return reads.tryBody(key, ifMatchEtag, size, target, arrived);
  }

  /// As [#tagging], without waiting.
  public @Nullable Pending<String> tryTagging(Key key, Runnable arrived) {
    return reads.tryTagging(key, arrived);
  }

  /// As [#put], without waiting.
  public @Nullable Pending<String> tryPut(
      Key key,
      Attributes attributes,
      @Nullable String tagging,
      UploadBody body,
      WriteCondition condition,
      Runnable arrived) {
    S3Request request = writes.putRequest(key, attributes, tagging).onlyIf(condition);
    return writes.tryPut(request, body, arrived);
  }

  /// As [#copy], without waiting. A refusal says less: which of the two conditions did not hold is
  /// not looked up.
  public @Nullable Pending<String> tryCopy(
      S3Bucket source,
      Key sourceKey,
      String sourceEtag,
      Key key,
      WriteCondition condition,
      Runnable arrived) {
    String path = source.requests.copySource(sourceKey);
    return writes.tryCopy(path, sourceEtag, key, condition, arrived);
  }

  /// Begins an upload whose parts come by [#uploadPart].
  ///
  /// @return the upload's id
  public String createUpload(Key key, Attributes attributes, @Nullable String tagging) {
    S3Request request = writes.uploadRequest(key, attributes, tagging);
    return writes.createUpload(ObjectWrites.withChecksums(request));
  }

  /// Begins an upload whose parts come by [#copyPart]: no checksums are announced, since a server
  /// is
  /// known (MinIO) that then misses those of copied parts.
  ///
  /// @return the upload's id
  public String createCopyUpload(Key key, Attributes attributes, @Nullable String tagging) {
    return writes.createUpload(writes.uploadRequest(key, attributes, tagging));
  }

  /// @param number 1 to 10 000
  public PartResult uploadPart(Key key, String uploadId, int number, ByteBuffer body) {
    return writes.uploadPart(key, uploadId, number, body);
  }

  public PartResult copyPart(
      S3Bucket source,
      Key sourceKey,
      String sourceEtag,
      Key key,
      String uploadId,
      int number,
      long from,
      long length) {
    String path = source.requests.copySource(sourceKey);
    return writes.copyPart(
        new ObjectWrites.CopySource(path, sourceEtag, from, length), key, uploadId, number);
  }

  /// @param parts in ascending order of their numbers
  /// @return the ETag. After a failed try that may have worked the server says `NoSuchUpload`
  public String complete(
      Key key, String uploadId, List<PartResult> parts, WriteCondition condition) {
    return writes.complete(key, uploadId, parts, condition);
  }

  public void abort(Key key, String uploadId) {
    writes.abort(key, uploadId);
  }

  /// The object's tags as `a=b&c=d`, percent-encoded; empty for none.
  public String tagging(Key key) {
    return reads.tagging(key);
  }

  /// Whether the bucket is there, in this region, with these credentials, and may be listed (and
  /// written). Fails with a kind that concerns the whole run.
  public void preflight(Access access) {
    preflight.run(access);
  }
}
