// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.s3.text.ETags;
import dev.s3copy.worker.s3.text.MalformedReply;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// HEAD, GET and the tags of one object. An answer is accepted only if everything in it fits
/// together.
final class ObjectReads {
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final BucketRequests requests;

  ObjectReads(BucketRequests requests) {
    this.requests = requests;
  }

  /// @param explanation see [BucketRequests#call]
  S3Call<ObjectHead> head(Key key, String ifMatch, UnaryOperator<StoreException> explanation) {
    return requests.call(
        () -> conditional(S3Operation.HEAD, key, ifMatch),
        (request, reply) -> checked(request, reply, -1, ifMatch),
        explanation);
  }

  /// The whole object, which must have just as many bytes as the buffer has room.
  ///
  /// @param into filled from its position to its limit, which stay where they are
  S3Call<ObjectHead> whole(Key key, String ifMatch, ByteBuffer into) {
    return whole(key, ifMatch, into.remaining(), () -> new ObjectBody.Buffered(into));
  }

  /// The whole object, which must have `size` bytes.
  S3Call<ObjectHead> whole(Key key, String ifMatch, long size, ByteTarget target) {
    return whole(key, ifMatch, size, () -> ObjectBody.Streamed.whole(target, size));
  }

  private S3Call<ObjectHead> whole(Key key, String ifMatch, long size, Supplier<ObjectBody> body) {
    return requests.receiving(
        size,
        () -> conditional(S3Operation.GET, key, ifMatch).into(body.get()),
        (request, reply) -> whole(request, reply, ifMatch, size));
  }

  /// As [#whole] where only the bytes are wanted, which is cheaper: the result is their number.
  S3Call<Long> body(Key key, String ifMatch, ByteBuffer into) {
    return body(key, ifMatch, into.remaining(), () -> new ObjectBody.Buffered(into));
  }

  S3Call<Long> body(Key key, String ifMatch, long size, ByteTarget target) {
    return body(key, ifMatch, size, () -> ObjectBody.Streamed.whole(target, size));
  }

  private S3Call<Long> body(Key key, String ifMatch, long size, Supplier<ObjectBody> body) {
    return requests.receiving(
        size,
        () -> conditional(S3Operation.GET, key, ifMatch).into(body.get()),
        (request, reply) -> body(request, reply, ifMatch, size));
  }

  /// As many bytes from `from` on as the buffer has room for, which is at least one.
  ///
  /// @param into filled from its position to its limit, which stay where they are
  S3Call<ObjectHead> range(Key key, String ifMatch, long from, ByteBuffer into) {
    return range(key, ifMatch, from, into.remaining(), () -> new ObjectBody.Buffered(into));
  }

  /// `length` bytes from `from` on; at least one.
  S3Call<ObjectHead> range(Key key, String ifMatch, long from, long length, ByteTarget target) {
    return range(key, ifMatch, from, length, () -> ObjectBody.Streamed.range(target, from, length));
  }

  private S3Call<ObjectHead> range(
      Key key, String ifMatch, long from, long length, Supplier<ObjectBody> body) {
    long last = from + length - 1;
    return requests.receiving(
        length,
        () ->
            conditional(S3Operation.GET, key, ifMatch)
                .header("range", "bytes=" + from + '-' + last)
                .into(body.get()),
        (request, reply) -> range(request, reply, ifMatch, from, last));
  }

  private static long body(S3Request request, HttpReply reply, String ifMatch, long size) {
    requireLength(request, reply, size);
    requireETag(request, reply, ETags.unquoted(reply.header("etag")), ifMatch);
    verify(request, reply, () -> Checksums.ofObject(reply::headerOrNull));
    return size;
  }

  private static ObjectHead whole(S3Request request, HttpReply reply, String ifMatch, long size) {
    requireLength(request, reply, size);
    ObjectHead head = checked(request, reply, reply.received(), ifMatch);
    if (head.size() != size) {
      throw S3Failures.badResponse(request, reply, head.size() + " bytes instead of " + size);
    }
    verify(request, reply, head::checksum);
    return head;
  }

  private static ObjectHead range(
      S3Request request, HttpReply reply, String ifMatch, long from, long last) {
    ObjectHead head = checked(request, reply, sizeOf(request, reply, from, last), ifMatch);
    long length = last - from + 1;
    requireLength(request, reply, length);
    if (head.size() == length) verify(request, reply, head::checksum);
    return head;
  }

  private S3Request conditional(S3Operation operation, Key key, String ifMatch) {
    S3Request request = requests.object(operation, key);
    Dialect dialect = requests.dialect();
    if (dialect.has(Capability.CHECKSUM_ON_READ)) request.header(Header.CHECKSUM_MODE);
    if (!dialect.has(Capability.STORED_BYTES)) request.header(Header.ACCEPT_GZIP);
    return ifMatch.isEmpty() ? request : request.header("if-match", ETags.quoted(ifMatch));
  }

  /// The size of the whole object out of `Content-Range: bytes 0-9/100`.
  private static long sizeOf(S3Request request, HttpReply reply, long from, long last) {
    String range = reply.header("content-range");
    if (reply.status() == OK && from == 0 && reply.received() == last + 1) return last + 1;
    String expected = "bytes " + from + '-' + last + '/';
    // A server is known (rclone) that gives just these bytes and their range with status 200.
    if (range.startsWith(expected) && (reply.status() == PARTIAL || reply.status() == OK)) {
      String size = range.substring(expected.length());
      if (!size.equals("*")) return number(request, reply, size, "content-range");
    }
    learnRecoding(request, reply, "no range");
    throw S3Failures.badResponse(
        request,
        reply,
        "asked for bytes %d-%d, got status %d and Content-Range '%s'"
            .formatted(from, last, reply.status(), range));
  }

  private static void requireLength(S3Request request, HttpReply reply, long expected) {
    if (reply.received() == expected) return;
    String finding = reply.received() + " bytes instead of " + expected;
    if (learnRecoding(request, reply, finding)) {
      finding += "; the server may give other bytes than are stored";
    }
    throw S3Failures.badResponse(request, reply, finding);
  }

  /// Some servers unpack what is stored with gzip for clients that do not say that they know it.
  private static boolean learnRecoding(S3Request request, HttpReply reply, String finding) {
    boolean announced =
        !reply.header("content-length").isEmpty() || !reply.header("content-range").isEmpty();
    if (announced) return false;
    request.dialect().lacks(Capability.STORED_BYTES, finding);
    return true;
  }

  /// @param size of the whole object where the body tells it; less than zero for Content-Length
  private static ObjectHead checked(S3Request request, HttpReply reply, long size, String ifMatch) {
    long known = size >= 0 ? size : number(request, reply, length(reply), "content-length");
    ObjectHead head;
    try {
      head = ObjectHeads.of(reply, known);
    } catch (MalformedReply e) {
      throw S3Failures.badResponse(request, reply, e.finding());
    }
    requireETag(request, reply, head.etag(), ifMatch);
    return head;
  }

  private static void requireETag(S3Request request, HttpReply reply, String etag, String ifMatch) {
    if (etag.isEmpty()) throw S3Failures.badResponse(request, reply, "no ETag");
    if (!ifMatch.isEmpty() && !ETags.same(etag, ifMatch)) {
      String finding = "ETag " + etag + " where If-Match asked for " + ifMatch;
      throw S3Failures.answered(FailureKind.SOURCE_CHANGED, "ETagChanged", request, reply, finding);
    }
  }

  private static String length(HttpReply reply) {
    return reply.header("content-length");
  }

  private static long number(S3Request request, HttpReply reply, String text, String header) {
    try {
      return ObjectHeads.number(text, header);
    } catch (MalformedReply e) {
      throw S3Failures.badResponse(request, reply, e.finding());
    }
  }

  /// @param told see [ObjectBody#mismatch]
  private static void verify(S3Request request, HttpReply reply, Supplier<String> told) {
    ObjectBody body = request.into();
    @Nullable String mismatch = body == null ? null : body.mismatch(told);
    if (mismatch == null) return;
    throw S3Failures.answered(
        FailureKind.CHECKSUM_MISMATCH, "ChecksumMismatch", request, reply, mismatch);
  }

  /// As `x-amz-tagging` wants them: `a=b&c=d`, percent-encoded; empty for none.
  S3Call<String> tagging(Key key) {
    return requests
        .call(() -> requests.object(S3Operation.TAGGING, key, "tagging="), ObjectReads::tagging)
        .optional(Capability.READS_TAGS, "");
  }

  /// As [#tagging], of an object that was just written.
  S3Call<String> storedTagging(Key key) {
    return requests.call(
        () -> requests.object(S3Operation.STORED_TAGGING, key, "tagging="), ObjectReads::tagging);
  }

  private static String tagging(S3Request request, HttpReply reply) {
    try {
      return Tags.headerForm(reply.body(), reply.bodyLength());
    } catch (MalformedReply e) {
      throw S3Failures.badResponse(request, reply, e.finding());
    }
  }
}
