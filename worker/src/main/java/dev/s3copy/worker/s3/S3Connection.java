// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.core.pace.RequestGate.Signal;
import dev.s3copy.worker.http.HttpCall;
import dev.s3copy.worker.http.HttpReply;
import dev.s3copy.worker.http.HttpTransport;
import dev.s3copy.worker.http.PendingExchange;
import dev.s3copy.worker.http.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The way to one endpoint with one set of credentials, shared by the buckets there.
///
/// A request is sent once. It is sent a second time only where the first could not have worked and
/// the second can: the clock is corrected, the credentials have been rotated, the body's hash is
/// wanted. All other retrying is the caller's, but for idle connections that the server closed
/// (see [PendingExchange]).
public final class S3Connection implements AutoCloseable {
  private final HttpTransport transport;
  private final RequestGate gate;
  private final CredentialsSource credentials;
  private final RequestSigner signer;
  private final Corrections corrections;
  private final Duration patience;
  private final Duration slowPatience;

  private S3Connection(S3ConnectionOptions options, HttpTransport transport, RequestGate gate) {
    this.transport = transport;
    this.gate = gate;
    this.credentials = options.credentials();
    SigningClock clock = new SigningClock(options.clock());
    this.signer = new RequestSigner(options.region(), clock);
    this.corrections = new Corrections(clock, signer, credentials);
    this.patience = options.stallTimeout();
    this.slowPatience = patience.multipliedBy(S3ConnectionOptions.SLOW_FACTOR);
  }

  /// @throws StoreException TLS_FAILED where the CA bundle cannot be used
  public static S3Connection open(S3ConnectionOptions options, RequestGate gate) {
    try {
      return new S3Connection(options, new HttpTransport(options.http()), gate);
    } catch (TransportException e) {
      FailureKind kind =
          e.reason() == TransportException.Reason.TLS
              ? FailureKind.TLS_FAILED
              : FailureKind.INTERNAL;
      String bundle = options.caBundle() == null ? "" : "; CA bundle " + options.caBundle();
      throw new StoreException(
          Failure.of(kind, "open", e.code(), options.endpoint() + ": " + e.getMessage() + bundle),
          e);
    }
  }

  /// The answer, successful and without an error in it.
  HttpReply call(S3Request request) {
    Credentials used = credentials.current();
    Outcome first = exchange(request, used);
    if (first.error == null) return first.reply;
    Credentials renewed = corrections.after(first.error, first.reply, request, used);
    if (renewed == null) throw S3Failures.refused(request, first.error);
    Outcome second = exchange(request, renewed);
    if (second.error == null) return second.reply;
    throw S3Failures.refused(request, second.error);
  }

  /// Reads a result out of an answer that carries no error.
  interface Answer<T> {
    T read(S3Request request, HttpReply reply);
  }

  /// Sends a request on a kept connection, without waiting for anything.
  ///
  /// @param arrived called once, on an event loop, when [Pending#take] is due
  /// @return null where something would have to be waited for: a connection, a permit, a rate
  <T> @Nullable Pending<T> tryCall(S3Request request, Answer<T> answer, Runnable arrived) {
    if (!transport.tryReserve()) return null;
    boolean sends = request.bodyLength() > 0;
    boolean passed =
        sends ? gate.tryEnterSending(request.bodyLength()) : gate.tryEnter(request.bytesWanted());
    if (!passed) {
      transport.release();
      return null;
    }
    PendingExchange sent = null;
    try {
      sent = transport.start(call(request, credentials.current()), arrived);
    } finally {
      if (sent == null) {
        gate.exit(Signal.FAILED, 0, 0);
        transport.release();
      }
    }
    return new Pending<>(this, sent, request, answer);
  }

  /// The end of [#tryCall]: nothing is corrected or sent again.
  <T> T take(PendingExchange call, S3Request request, Answer<T> answer) {
    Signal signal = Signal.FAILED;
    long bytes = 0;
    HttpReply reply;
    try {
      reply = call.end();
      S3Error error = S3Error.in(request.operation(), reply);
      signal = error == null ? Signal.OK : signal(S3FailureKinds.of(request, error));
      if (error != null) throw S3Failures.refused(request, error);
      bytes = workOf(request, reply);
    } catch (TransportException e) {
      signal = signal(e);
      throw S3Failures.unanswered(request, e, transport.connectedOnce());
    } finally {
      gate.exit(signal, bytes, call.nanos());
    }
    return answer.read(request, reply);
  }

  private record Outcome(HttpReply reply, @Nullable S3Error error) {}

  private Outcome exchange(S3Request request, Credentials with) {
    HttpCall call = call(request, with);
    enterGate(request);
    PendingExchange sent = null;
    Signal signal = Signal.FAILED;
    long bytes = 0;
    try {
      transport.reserve();
      sent = transport.startToAwait(call);
      HttpReply reply = sent.await();
      S3Error error = S3Error.in(request.operation(), reply);
      signal = error == null ? Signal.OK : signal(S3FailureKinds.of(request, error));
      bytes = workOf(request, reply);
      return new Outcome(reply, error);
    } catch (TransportException e) {
      signal = signal(e);
      throw S3Failures.unanswered(request, e, transport.connectedOnce());
    } finally {
      gate.exit(signal, bytes, sent == null ? 0 : sent.nanos());
    }
  }

  /// The body's bytes. Those of a listing say nothing about how fast objects move: the gate would
  /// take the end of a stretch of listings for a server that became slower.
  private static long workOf(S3Request request, HttpReply reply) {
    return request.operation() == S3Operation.LIST ? 0 : request.bodyLength() + reply.received();
  }

  private HttpCall call(S3Request request, Credentials with) {
    return new HttpCall(
        request.operation().method(),
        request.target(),
        signer.headers(request, with),
        request.body(),
        request.into(),
        request.resendable(),
        request.operation().slow() ? slowPatience : patience);
  }

  private void enterGate(S3Request request) {
    try {
      if (request.bodyLength() > 0) gate.enterSending(request.bodyLength());
      else gate.enter(request.bytesWanted());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          Failure.of(
              FailureKind.INTERNAL,
              request.operation().text(),
              "INTERRUPTED",
              S3Failures.subject(request) + ": interrupted"));
    }
  }

  /// A refusal is the answer of a server that is well.
  private static Signal signal(FailureKind kind) {
    return switch (kind) {
      case THROTTLED -> Signal.THROTTLED;
      case SERVER_ERROR, TIMEOUT -> Signal.FAILED;
      default -> Signal.OK;
    };
  }

  private static Signal signal(TransportException e) {
    return S3Failures.ofTheTaker(e) == null ? Signal.FAILED : Signal.OK;
  }

  @Override
  public void close() {
    transport.close();
  }
}
