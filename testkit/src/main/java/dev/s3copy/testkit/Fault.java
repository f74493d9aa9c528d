// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.s3.S3Request;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What a [FaultFront] does to one request.
public sealed interface Fault {

  /// Answered by the front; the server never hears of the request.
  sealed interface Answer extends Fault {}

  /// The connection ends in the front; the server never hears of the request.
  sealed interface Silence extends Fault {}

  /// The request is forwarded and applied; its response is spoilt on the way back.
  sealed interface Spoilt extends Fault {}

  /// The request is forwarded afterwards as if nothing had happened. Other faults may follow.
  sealed interface Before extends Fault {}

  /// An error document with its status.
  record Status(int status, String code, String message) implements Answer {}

  /// A status with a few words, as a gateway answers that has no server behind it.
  record Plain(int status, String text) implements Answer {}

  /// 200 with an error document, as CopyObject, UploadPartCopy and CompleteMultipartUpload can
  /// give.
  record ErrorInOk(String code, String message) implements Answer {}

  /// 200 without a single byte.
  record EmptyOk() implements Answer {}

  /// 307 to the same target on another host.
  record Redirect(URI to) implements Answer {}

  /// TCP reset before the request is forwarded.
  record Reset() implements Silence {}

  /// No byte for that time, then a reset.
  record Stall(Duration atMost) implements Silence {}

  /// The server gets the first bytes of the request's body, then both sides are reset.
  ///
  /// @param after bytes forwarded; a shorter body loses its last byte
  record CutUpload(long after) implements Silence {}

  /// The server applied it, the client gets a reset instead of the response.
  record LostResponse() implements Spoilt {}

  /// The connection closes within the response's body.
  ///
  /// @param after bytes passed on; a shorter body loses its last byte
  record CutBody(long after) implements Spoilt {}

  /// The response's body stops for that long, then the connection closes.
  record StallBody(long after, Duration atMost) implements Spoilt {}

  /// One bit of the response's body is turned.
  ///
  /// @param at the byte; of a shorter body the last one
  record FlipBit(long at) implements Spoilt {}

  /// The response's body is replaced: for listings that repeat, leave out or disorder keys. Its
  /// length may change. Documents only: the body is held in memory.
  record Rewrite(UnaryOperator<byte[]> body) implements Spoilt {}

  /// The response's body is replaced, and comes in chunks with status 200: nothing says how long it
  /// is. So servers answer that unpack what is stored with gzip. The body is held in memory.
  record Recode(UnaryOperator<byte[]> body) implements Spoilt {}

  record Delay(Duration least, Duration most) implements Before {}

  /// Runs before the request is forwarded: an object is replaced or removed between LIST and GET.
  record Hook(Consumer<S3Request> action) implements Before {}

  /// The server does not see that request header: it ignores Range or a precondition. Signed
  /// headers cannot be hidden.
  record HideHeader(String name) implements Before {}

  static Fault slowDown() {
    return new Status(503, "SlowDown", "Please reduce your request rate.");
  }

  static Fault internalError() {
    return new Status(500, "InternalError", "We encountered an internal error. Please try again.");
  }

  static Fault accessDenied() {
    return new Status(403, "AccessDenied", "Access Denied");
  }

  static Fault delay(Duration fixed) {
    return new Delay(fixed, fixed);
  }
}
