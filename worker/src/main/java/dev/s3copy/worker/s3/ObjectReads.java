// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.http.HttpReply;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// HEAD, GET and the tags of one object. An answer is believed only when all it says fits together.
final class ObjectReads {
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final BucketRequests requests;

  ObjectReads(BucketRequests requests) {
    this.requests = requests;
  }

  ObjectHead head(Key key, String ifMatch) {
    S3Request request = requests.object(S3Operation.HEAD, key).header(Header.CHECKSUM_MODE);
    if (!ifMatch.isEmpty()) request.header("if-match", ETags.quoted(ifMatch));
    HttpReply reply = requests.call(request);
    return checked(request, reply, -1, ifMatch);
  }

  @Nullable Pending<ObjectHead> tryHead(Key key, Runnable arrived) {
    S3Request request = requests.object(S3Operation.HEAD, key).header(Header.CHECKSUM_MODE);
    return requests.tryCall(request, (asked, reply) -> checked(asked, reply, -1, ""), arrived);
  }

  /// The whole object, which must have `size` bytes.
  ObjectHead whole(Key key, String ifMatch, int size, ByteBuffer into) {
    ByteBuffer target = into.duplicate().limit(into.position() + size);
    ObjectHead head = whole(key, ifMatch, size, new ObjectBody.Buffered(target));
    into.position(into.position() + size);
    return head;
  }

  ObjectHead whole(Key key, String ifMatch, long size, ByteTarget target) {
    return whole(key, ifMatch, size, ObjectBody.Streamed.whole(target, size));
  }

  private ObjectHead whole(Key key, String ifMatch, long size, ObjectBody body) {
    S3Request request = get(key, ifMatch).into(body);
    return whole(request, requests.call(request), ifMatch, size, body);
  }

  /// @param into filled from its position to its limit, which stay where they are
  @Nullable Pending<ObjectHead> tryWhole(
      Key key, String ifMatch, ByteBuffer into, Runnable arrived) {
    ObjectBody body = new ObjectBody.Buffered(into);
    long size = into.remaining();
    return requests.tryCall(
        get(key, ifMatch).into(body),
        (asked, reply) -> whole(asked, reply, ifMatch, size, body),
        arrived);
  }

  /// As [#tryWhole] for who wants only the bytes: the result is their number.
  @Nullable Pending<Long> tryBody(Key key, String ifMatch, ByteBuffer into, Runnable arrived) {
    return tryBody(key, ifMatch, into.remaining(), new ObjectBody.Buffered(into), arrived);
  }

  @Nullable Pending<Long> tryBody(
      Key key, String ifMatch, long size, ByteTarget target, Runnable arrived) {
    return tryBody(key, ifMatch, size, ObjectBody.Streamed.whole(target, size), arrived);
  }

  private @Nullable Pending<Long> tryBody(
      Key key, String ifMatch, long size, ObjectBody body, Runnable arrived) {
    return requests.tryCall(
        get(key, ifMatch).into(body),
        (asked, reply) -> body(asked, reply, ifMatch, size, body),
        arrived);
  }

  private static long body(
      S3Request request, HttpReply reply, String ifMatch, long size, ObjectBody body) {
    requireLength(request, reply, size);
    requireETag(request, reply, ETags.unquoted(reply.header("etag")), ifMatch);
    verify(request, reply, () -> Checksums.ofObject(reply::headerOrNull), body);
    return size;
  }

  private static ObjectHead whole(
      S3Request request, HttpReply reply, String ifMatch, long size, ObjectBody body) {
    requireLength(request, reply, size);
    ObjectHead head = checked(request, reply, reply.received(), ifMatch);
    if (head.size() != size) {
      throw S3Failures.badResponse(request, reply, head.size() + " bytes instead of " + size);
    }
    verify(request, reply, head::checksum, body);
    return head;
  }

  /// `length` bytes from `from` on; length > 0.
  ObjectHead range(Key key, String ifMatch, long from, int length, ByteBuffer into) {
    ByteBuffer target = into.duplicate().limit(into.position() + length);
    ObjectHead head = range(key, ifMatch, from, length, new ObjectBody.Buffered(target));
    into.position(into.position() + length);
    return head;
  }

  ObjectHead range(Key key, String ifMatch, long from, long length, ByteTarget target) {
    ObjectBody body = ObjectBody.Streamed.range(target, from, length);
    return range(key, ifMatch, from, length, body);
  }

  private ObjectHead range(Key key, String ifMatch, long from, long length, ObjectBody body) {
    long last = from + length - 1;
    S3Request request = get(key, ifMatch).header("range", "bytes=" + from + '-' + last);
    HttpReply reply = requests.call(request.into(body));
    ObjectHead head = checked(request, reply, sizeOf(request, reply, from, last), ifMatch);
    requireLength(request, reply, length);
    if (head.size() == length) verify(request, reply, head::checksum, body);
    return head;
  }

  private S3Request get(Key key, String ifMatch) {
    S3Request request = requests.object(S3Operation.GET, key).header(Header.CHECKSUM_MODE);
    return ifMatch.isEmpty() ? request : request.header("if-match", ETags.quoted(ifMatch));
  }

  /// The size of the whole object out of `Content-Range: bytes 0-9/100`.
  private static long sizeOf(S3Request request, HttpReply reply, long from, long last) {
    String range = reply.header("content-range");
    if (reply.status() == OK && from == 0 && reply.received() == last + 1) return last + 1;
    String expected = "bytes " + from + '-' + last + '/';
    if (reply.status() == PARTIAL && range.startsWith(expected)) {
      String size = range.substring(expected.length());
      if (!size.equals("*")) return number(request, reply, size, "content-range");
    }
    throw S3Failures.badResponse(
        request,
        reply,
        "asked for bytes %d-%d, got status %d and Content-Range '%s'"
            .formatted(from, last, reply.status(), range));
  }

  private static void requireLength(S3Request request, HttpReply reply, long expected) {
    if (reply.received() != expected) {
      String finding = reply.received() + " bytes instead of " + expected;
      throw S3Failures.badResponse(request, reply, finding);
    }
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
    if (!ifMatch.isEmpty() && !etag.equals(ifMatch)) {
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
  private static void verify(
      S3Request request, HttpReply reply, Supplier<String> told, ObjectBody body) {
    @Nullable String mismatch = body.mismatch(told);
    if (mismatch == null) return;
    throw S3Failures.answered(
        FailureKind.CHECKSUM_MISMATCH, "ChecksumMismatch", request, reply, mismatch);
  }

  /// As `x-amz-tagging` wants them: `a=b&c=d`, percent-encoded; empty for none.
  String tagging(Key key) {
    S3Request request = requests.object(S3Operation.TAGGING, key, "tagging=");
    return tagging(request, requests.call(request));
  }

  @Nullable Pending<String> tryTagging(Key key, Runnable arrived) {
    S3Request request = requests.object(S3Operation.TAGGING, key, "tagging=");
    return requests.tryCall(request, ObjectReads::tagging, arrived);
  }

  private static String tagging(S3Request request, HttpReply reply) {
    try {
      return Tags.headerForm(reply.body(), reply.bodyLength());
    } catch (MalformedReply e) {
      throw S3Failures.badResponse(request, reply, e.finding());
    }
  }
}
