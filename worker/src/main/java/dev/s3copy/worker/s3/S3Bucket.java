// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Listing;
import dev.s3copy.core.listing.Page;
import dev.s3copy.worker.s3.text.ETags;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The objects of one bucket below one prefix. Keys are full keys; only listings know the prefix.
///
/// Each operation is a value, see [S3Call]: nothing is sent before the call is. A call passes the
/// request gate and fails with a [StoreException]. Buffers are used between position and limit,
/// which stay where they are; after a failure their contents are undefined. Safe for use by many
/// threads.
public final class S3Bucket implements Listing {
  private final BucketRequests requests;
  private final BucketListing listing;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final Preflight preflight;
  private final Key prefix;
  private final TagPolicy tags;
  private final int mostParts;

  /// @param prefix what listings are limited to; empty for the whole bucket
  public S3Bucket(S3Sender sender, BucketAddress location, Key prefix, BucketOptions options) {
    this.prefix = prefix;
    this.tags = options.tags();
    this.mostParts = options.compatibility().mostParts();
    this.requests = new BucketRequests(sender, location, options);
    this.reads = new ObjectReads(requests);
    this.listing = new BucketListing(requests, prefix, this::sizeOf, System::nanoTime);
    this.writes = new ObjectWrites(requests, options.tags());
    this.preflight = new Preflight(listing, writes, prefix, requests.dialect());
  }

  /// What listings are limited to; empty for the whole bucket.
  public Key prefix() {
    return prefix;
  }

  /// What becomes of the tags of its objects.
  public TagPolicy tags() {
    return tags;
  }

  public BucketAddress location() {
    return requests.location();
  }

  /// What its server turned out not to know so far.
  public Dialect dialect() {
    return requests.dialect();
  }

  /// Waits for one page.
  ///
  /// @param max up to 1 000 are given in any case
  @Override
  public Page page(Key after, int max) {
    return listing.page(after, max);
  }

  /// Waits for a page from a key on, as the server lists it now. A few keys before it may be there.
  public Page pageFrom(Key first) {
    return listing.pageFrom(first);
  }

  /// Of an object that was listed without a size. A folder that is no object has none.
  private long sizeOf(Key key) {
    try {
      return head(key).send().size();
    } catch (StoreException e) {
      boolean folder = key.toString().endsWith("/");
      if (folder && e.failure().kind() == FailureKind.SOURCE_GONE) return 0;
      Failure failure = e.failure();
      String message = "'" + key + "' is listed without a size; " + failure.message();
      throw new StoreException(failure.as(failure.kind(), message), e);
    }
  }

  public S3Call<ObjectHead> head(Key key) {
    return head(key, "");
  }

  /// @param ifMatchEtag the version it must be; empty for any
  public S3Call<ObjectHead> head(Key key, String ifMatchEtag) {
    return reads.head(key, ifMatchEtag, UnaryOperator.identity());
  }

  /// An object that has just been written: where it is missing, nobody removed a source.
  public S3Call<ObjectHead> headWritten(Key key) {
    return reads.head(key, "", S3Bucket::writtenIsMissing);
  }

  private static StoreException writtenIsMissing(StoreException e) {
    Failure failure = e.failure();
    if (failure.kind() != FailureKind.SOURCE_GONE) return e;
    return new StoreException(
        failure.as(
            FailureKind.CHECKSUM_MISMATCH,
            failure.message() + ": it was written just now; somebody else may have removed it"));
  }

  /// Whether its objects may have tags: it was not said that they have none.
  public boolean mayHaveTags() {
    Dialect dialect = requests.dialect();
    return !dialect.isRuledOut(Capability.TAGS) && dialect.has(Capability.WRITES_TAGS);
  }

  /// Whether its server can do something, as far as is known.
  public boolean has(Capability capability) {
    return requests.dialect().has(capability);
  }

  /// Takes note that it cannot.
  ///
  /// @param proof the request and the answer that showed it
  public void lacks(Capability capability, String proof) {
    requests.dialect().lacks(capability, proof);
  }

  /// How many parts an upload may have.
  public int mostParts() {
    return mostParts;
  }

  /// Whether the ETags of what is written are known to be no hashes of the content, since it is
  /// encrypted with a key that is not the server's own.
  public boolean hidesHashes() {
    return requests.dialect().hashesAreHidden();
  }

  /// Whether a fresh listing of all objects has a key of ours that is like no other.
  public S3Call<Boolean> isListedAmongAll(Key key) {
    return listing.isListedAmongAll(key);
  }

  /// What time it is at the server; the epoch where it does not tell.
  public S3Call<Instant> serverTime() {
    return listing.serverTime();
  }

  /// The tags of an object that was just written, as [#tagging].
  public S3Call<String> storedTagging(Key key) {
    return reads.storedTagging(key);
  }

  /// Replaces the tags of an object.
  ///
  /// @param tagging as [#tagging] gives it
  /// @return the HTTP status
  public S3Call<Integer> putTagging(Key key, String tagging) {
    return writes.putTagging(key, tagging);
  }

  /// Takes note that the server drops tags without a word.
  ///
  /// @param ofParts whether only those of objects in parts
  public void dropsTags(boolean ofParts) {
    Capability missing = ofParts ? Capability.TAGS_OF_PARTS : Capability.TAGS;
    requests.dialect().lacks(missing, "stored an object without its tags");
  }

  /// Whether a fresh listing has the key.
  public S3Call<Boolean> isListed(Key key) {
    return listing.isListed(key);
  }

  /// The whole object, whose size is known: without a Range header, so that the server tells the
  /// object's checksum, which is compared.
  ///
  /// @param ifMatchEtag the version it must be; empty for any
  /// @param into has room for just the object's bytes
  public S3Call<ObjectHead> getWhole(Key key, String ifMatchEtag, ByteBuffer into) {
    return reads.whole(key, ifMatchEtag, into);
  }

  /// As [#getWhole], with the bytes going straight to where they are wanted.
  public S3Call<ObjectHead> getWhole(Key key, String ifMatchEtag, long size, ByteTarget target) {
    return reads.whole(key, ifMatchEtag, size, target);
  }

  /// As [#getWhole] where only the bytes are wanted, which is cheaper: the result is their number.
  public S3Call<Long> getBody(Key key, String ifMatchEtag, ByteBuffer into) {
    return reads.body(key, ifMatchEtag, into);
  }

  /// As [#getBody], with the bytes going straight to where they are wanted.
  public S3Call<Long> getBody(Key key, String ifMatchEtag, long size, ByteTarget target) {
    return reads.body(key, ifMatchEtag, size, target);
  }

  /// A part of a larger object, as many bytes as the buffer has room for.
  ///
  /// @param ifMatchEtag the version it must be; empty for any
  /// @param into without room it is only asked whether the object is there and, from 0 on, whether
  ///     it is empty
  public S3Call<ObjectHead> getRange(Key key, String ifMatchEtag, long from, ByteBuffer into) {
    if (into.hasRemaining()) return reads.range(key, ifMatchEtag, from, into);
    return from == 0 ? reads.whole(key, ifMatchEtag, into) : head(key, ifMatchEtag);
  }

  /// A part of a larger object, with the bytes going straight to where they are wanted. After a
  /// failure some of them may be there.
  ///
  /// @param length at least 1
  public S3Call<ObjectHead> getRange(
      Key key, String ifMatchEtag, long from, long length, ByteTarget target) {
    return reads.range(key, ifMatchEtag, from, length, target);
  }

  /// The object's tags as `a=b&c=d`, percent-encoded; empty for none.
  public S3Call<String> tagging(Key key) {
    return reads.tagging(key);
  }

  /// @param tagging as [#tagging] gives it; null or empty for none
  /// @param body sent with its CRC, which the server compares
  /// @return the ETag
  public S3Call<String> put(
      Key key,
      Attributes attributes,
      @Nullable String tagging,
      UploadBody body,
      WriteCondition condition) {
    return writes.put(key, attributes, tagging, body, condition);
  }

  /// An object without any bytes, whatever is there.
  ///
  /// @return the ETag
  public S3Call<String> putEmpty(Key key) {
    UploadBody nothing = UploadBody.of(ByteBuffer.allocate(0));
    return writes.put(key, Attributes.NONE, null, nothing, WriteCondition.ALWAYS);
  }

  /// Removes an object of ours. It is a success where there is none.
  ///
  /// @return the HTTP status
  public S3Call<Integer> remove(Key key) {
    return writes.remove(key);
  }

  /// Copies inside the server, metadata included, and tags unless they are dropped. At most 5 GiB.
  ///
  /// @param sourceEtag the version it must be; empty for any
  /// @return the ETag of the copy. Where the call does not wait, a refusal says less: which of the
  ///     two conditions did not hold is not looked up
  public S3Call<String> copy(
      S3Bucket source, Key sourceKey, String sourceEtag, Key key, WriteCondition condition) {
    return writes.copy(
        source.requests.copySource(sourceKey, sourceEtag),
        key,
        condition,
        e -> source.changed(sourceKey, sourceEtag, e.failure()) ? sourceChanged(e) : e);
  }

  /// Not every server says which of the two conditions of a copy did not hold.
  private boolean changed(Key key, String etag, Failure failure) {
    return failure.kind() == FailureKind.DESTINATION_EXISTS
        && !etag.isEmpty()
        && !ETags.same(head(key).send().etag(), etag);
  }

  private static StoreException sourceChanged(StoreException e) {
    Failure failure = e.failure();
    return new StoreException(failure.as(FailureKind.SOURCE_CHANGED, failure.message()));
  }

  /// Begins an upload whose parts come by [#uploadPart].
  ///
  /// @return the upload's id
  public S3Call<String> createUpload(Key key, Attributes attributes, @Nullable String tagging) {
    return writes.createUpload(key, attributes, tagging, true);
  }

  /// Begins an upload whose parts come by [#copyPart]: no checksums are announced, since a server
  /// is known (MinIO) that then misses those of copied parts.
  ///
  /// @return the upload's id
  public S3Call<String> createCopyUpload(Key key, Attributes attributes, @Nullable String tagging) {
    return writes.createUpload(key, attributes, tagging, false);
  }

  /// @param number 1 to 10 000
  public S3Call<PartResult> uploadPart(Key key, String uploadId, int number, UploadBody body) {
    return writes.uploadPart(key, uploadId, number, body);
  }

  /// @param number 1 to 10 000
  public S3Call<PartResult> copyPart(
      S3Bucket source,
      Key sourceKey,
      String sourceEtag,
      Key key,
      String uploadId,
      int number,
      long from,
      long length) {
    return writes.copyPart(
        source.requests.copySource(sourceKey, sourceEtag),
        new ObjectWrites.CopyRange(from, length),
        key,
        uploadId,
        number);
  }

  /// @param parts in ascending order of their numbers
  /// @return the ETag. After a failed try that may have worked the server says `NoSuchUpload`
  public S3Call<String> complete(
      Key key, String uploadId, List<PartResult> parts, WriteCondition condition) {
    return writes.complete(key, uploadId, parts, condition);
  }

  /// @return the HTTP status
  public S3Call<Integer> abort(Key key, String uploadId) {
    return writes.abort(key, uploadId);
  }

  /// Whether the server gives any answer, be it an error. Waits for it.
  public boolean answers() {
    try {
      var _ = listing.probe().send();
      return true;
    } catch (StoreException e) {
      return switch (e.failure().kind()) {
        case CONNECTION, TIMEOUT, ENDPOINT_UNREACHABLE, TLS_FAILED -> false;
        default -> true;
      };
    }
  }

  /// Whether the bucket is there, in this region, with these credentials, and may be listed (and
  /// written). Each check waits for its answers, may run beside the others, and fails with a kind
  /// that concerns the whole run. The failure of an earlier one says more.
  public List<Runnable> preflight(BucketAccess access) {
    return preflight.checks(access);
  }

  /// Removes what the checks of [#preflight] began, and waits for the answers. It may run beside
  /// the copy; after a failure it goes on where it stopped.
  public void cleanUp() {
    preflight.cleanUp();
  }
}
