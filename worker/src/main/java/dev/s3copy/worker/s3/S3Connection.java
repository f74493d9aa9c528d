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
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import dev.s3copy.worker.s3.credentials.S3Credentials;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The way to one endpoint with one set of credentials, shared by the buckets there.
///
/// A request is sent once. It is sent a second time only where the first could not have worked and
/// the second can: the clock is corrected, the credentials have been rotated, the body's hash is
/// wanted. All other retrying is the caller's, but for idle connections that the server closed (see
/// [PendingExchange]).
public final class S3Connection implements S3Sender, AutoCloseable {
  /// A request is refused for so many things at most before it fails: a refusal that does not say
  /// why could be taken for each of them in turn, again and again.
  private static final int MOST_LEARNT = 3;

  private final HttpTransport transport;
  private final RequestGate gate;
  private final CredentialsSource credentials;
  private final RequestSigner signer;
  private final Corrections corrections;
  private final Duration patience;
  private final Duration slowPatience;

  /// Whether the endpoint ever answered in HTTP.
  private volatile boolean answeredOnce;

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

  /// @throws StoreException TLS_FAILED where a file for TLS cannot be used
  public static S3Connection open(S3ConnectionOptions options, RequestGate gate) {
    try {
      return new S3Connection(options, new HttpTransport(options.http()), gate);
    } catch (TransportException e) {
      FailureKind kind =
          e.reason() == TransportException.Reason.TLS
              ? FailureKind.TLS_FAILED
              : FailureKind.INTERNAL;
      throw new StoreException(
          Failure.of(kind, "open", e.code(), options.endpoint() + ": " + e.getMessage()), e);
    }
  }

  @Override
  public <T> T send(S3Call<T> call) {
    S3Request request = call.request();
    AtomicReference<S3Credentials> used = new AtomicReference<>(S3Credentials.ANONYMOUS);
    Reply first = exchange(call, request, used);
    S3Error refusal = first.error;
    S3Request untagged = refusal == null ? null : untagged(call, request, refusal);
    if (refusal != null && untagged != null) {
      Reply second = exchange(call, untagged, used);
      if (second.error == null) {
        request.dialect().lacksRightToTags(request, refusal);
        return call.read(untagged, second.http);
      }
    }
    for (int learnt = 0; first.error != null && learnt < MOST_LEARNT; learnt++) {
      S3Error error = first.error;
      Capability refused = request.dialect().learn(request, error);
      if (refused == null) break;
      T known = call.without(refused);
      if (known != null) return known;
      S3Request without = call.request();
      if (without.isSameAs(request)) break;
      request = without;
      first = exchange(call, request, used);
      if (first.error != null && !error.documented()) request.dialect().unlearn(refused);
    }
    if (first.error == null) return call.read(request, first.http);
    if (corrections.after(first.error, first.http, request, used.get()) == null) {
      throw S3Failures.refused(request, first.error);
    }
    Reply second = exchange(call, request, used);
    return call.read(request, second.success(request));
  }

  /// A refusal may be about the tags alone. Others learn that only once it is known to be so: until
  /// then they must not leave theirs out.
  ///
  /// @return the same request without tags; null where it has none, or must have them
  private static @Nullable S3Request untagged(S3Call<?> call, S3Request request, S3Error error) {
    boolean denied = error.code().equals("AccessDenied");
    // One that was made before others learnt it has tags still.
    if (!denied || request.dialect().isSettled(Capability.WRITES_TAGS)) return null;
    return switch (request.operation()) {
      case PUT, CREATE_UPLOAD ->
          request.hasHeader(Header.TAGGING) ? call.request().without(Header.TAGGING) : null;
      case COPY -> request.hasHeader(Header.NO_TAGS.name()) ? null : droppingTags(call.request());
      default -> null;
    };
  }

  /// Others may have learnt it meanwhile; then the request says so already.
  private static S3Request droppingTags(S3Request copy) {
    return copy.hasHeader(Header.NO_TAGS.name()) ? copy : copy.header(Header.NO_TAGS);
  }

  @Override
  public <T> @Nullable PendingAnswer<T> trySend(S3Call<T> call, Runnable arrived) {
    if (!transport.tryReserve()) return null;
    S3Call.Bytes bytes = call.bytes();
    boolean passed =
        bytes.out() > 0 ? gate.tryEnterSending(bytes.out()) : gate.tryEnter(bytes.in());
    if (!passed) {
      transport.release();
      return null;
    }
    PendingExchange sent = null;
    try {
      S3Request request = call.request();
      sent = transport.start(httpCall(request, credentials.current()), arrived);
      return new Sent<>(this, call, request, sent);
    } finally {
      if (sent == null) abandon();
    }
  }

  /// What [#trySend] sent: nothing is corrected or sent again.
  private record Sent<T>(
      S3Connection connection, S3Call<T> call, S3Request request, PendingExchange exchange)
      implements PendingAnswer<T> {
    @Override
    public T take() {
      return call.read(request, connection.reply(request, exchange, false).success(request));
    }

    @Override
    public void cancel() {
      exchange.cancel();
    }
  }

  /// A complete answer.
  ///
  /// @param error null where it is a success
  private record Reply(HttpReply http, @Nullable S3Error error) {
    HttpReply success(S3Request request) {
      if (error != null) throw S3Failures.refused(request, error);
      return http;
    }
  }

  /// Credentials are taken after the wait at the gate: they may be renewed meanwhile.
  ///
  /// @param used is told the credentials
  private <T> Reply exchange(
      S3Call<T> call, S3Request request, AtomicReference<S3Credentials> used) {
    enterGate(call, request);
    reserve(request);
    PendingExchange sent = null;
    try {
      used.set(credentials.current());
      sent = transport.startToAwait(httpCall(request, used.get()));
    } finally {
      if (sent == null) abandon();
    }
    return reply(request, sent, true);
  }

  private void enterGate(S3Call<?> call, S3Request request) {
    try {
      S3Call.Bytes bytes = call.bytes();
      if (bytes.out() > 0) gate.enterSending(bytes.out());
      else gate.enter(bytes.in());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(S3Failures.interrupted(request), e);
    }
  }

  private void reserve(S3Request request) {
    try {
      transport.reserve();
    } catch (TransportException e) {
      gate.exit(Signal.OK, 0, 0);
      throw unanswered(request, e);
    }
  }

  private StoreException unanswered(S3Request request, TransportException e) {
    // Some servers unpack what is stored with gzip for clients that do not say that they know it.
    if (request.operation() == S3Operation.GET
        && e.code().equals(TransportException.OVERSIZED_UNANNOUNCED)) {
      request.dialect().lacks(Capability.STORED_BYTES, e.code());
    }
    return S3Failures.unanswered(request, e, transport.connectedOnce(), answeredOnce);
  }

  /// Nothing was sent for lack of credentials, or because of a defect.
  private void abandon() {
    gate.exit(Signal.FAILED, 0, 0);
    transport.release();
  }

  /// What became of an exchange; the only place that leaves the gate after one.
  ///
  /// @param wait whether it may still be under way
  private Reply reply(S3Request request, PendingExchange exchange, boolean wait) {
    Signal signal = Signal.FAILED;
    long bytes = 0;
    try {
      HttpReply reply = wait ? exchange.await() : exchange.end();
      if (!answeredOnce) answeredOnce = true;
      S3Error error = S3Error.in(request.operation(), reply);
      signal = error == null ? Signal.OK : signal(S3FailureKinds.of(request, error));
      if (error == null) bytes = bytesMoved(request, reply);
      return new Reply(reply, error);
    } catch (TransportException e) {
      signal = signal(e);
      throw unanswered(request, e);
    } finally {
      gate.exit(signal, bytes, exchange.nanos());
    }
  }

  /// The body's bytes. Those of a listing say nothing about how fast objects move: the gate would
  /// take the end of a stretch of listings for a server that became slower.
  private static long bytesMoved(S3Request request, HttpReply reply) {
    return request.operation() == S3Operation.LIST ? 0 : request.bodyLength() + reply.received();
  }

  private HttpCall httpCall(S3Request request, S3Credentials with) {
    return new HttpCall(
        request.operation().method(),
        request.target(),
        signer.headers(request, with),
        request.body(),
        request.into(),
        request.resendable(),
        request.operation().slow() ? slowPatience : patience);
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
    return S3Failures.causedBySink(e) == null ? Signal.FAILED : Signal.OK;
  }

  @Override
  public void close() {
    transport.close();
  }
}
