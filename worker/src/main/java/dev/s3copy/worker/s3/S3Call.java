// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.http.HttpReply;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One S3 request as a value: how it is made, and how its answer is read. Nothing is sent before
/// [#send] or [#trySend]. Both may be called again, and each makes the request anew.
///
/// @param <T> what the answer brings
public final class S3Call<T> {
  private final S3Sender sender;
  private final Bytes bytes;
  private final Supplier<S3Request> request;
  private final Answer<T> answer;
  private final UnaryOperator<StoreException> explanation;
  private final @Nullable Capability optional;
  private final @Nullable T instead;

  /// Reads a result out of an answer that carries no error.
  interface Answer<T> {
    T read(S3Request request, HttpReply reply);
  }

  /// Bytes of an object that move with the request. The gate asks for them before the request is
  /// made.
  ///
  /// @param out in the request's body
  /// @param in in the answer's body
  record Bytes(long out, long in) {
    static final Bytes NONE = new Bytes(0, 0);
  }

  S3Call(
      S3Sender sender,
      Bytes bytes,
      Supplier<S3Request> request,
      Answer<T> answer,
      UnaryOperator<StoreException> explanation) {
    this(sender, bytes, request, answer, explanation, null, null);
  }

  private S3Call(
      S3Sender sender,
      Bytes bytes,
      Supplier<S3Request> request,
      Answer<T> answer,
      UnaryOperator<StoreException> explanation,
      @Nullable Capability optional,
      @Nullable T instead) {
    this.sender = sender;
    this.bytes = bytes;
    this.request = request;
    this.answer = answer;
    this.explanation = explanation;
    this.optional = optional;
    this.instead = instead;
  }

  /// Waits for the gate and for the answer. What can be put right after a refusal is put right and
  /// the request is sent once more (see [S3Connection]).
  ///
  /// @throws StoreException where the answer is no success; it says what, where, why and what to do
  public T send() {
    try {
      return sender.send(this);
    } catch (StoreException e) {
      throw explanation.apply(e);
    }
  }

  /// Never waits, and sends the request once.
  ///
  /// @param arrived called once, when [PendingAnswer#take] is due: on an event loop, or on another
  ///     thread that must not be held up either; perhaps before this returns
  /// @return null where something would have to be waited for; then nothing was sent
  public @Nullable PendingAnswer<T> trySend(Runnable arrived) {
    return sender.trySend(this, arrived);
  }

  /// What the call gives where the server cannot do something; null where it cannot give anything.
  @Nullable T without(Capability missing) {
    return missing == optional ? instead : null;
  }

  /// The same call, which also succeeds where the server cannot do something.
  ///
  /// @param result what it gives then
  S3Call<T> optional(Capability capability, T result) {
    return new S3Call<>(sender, bytes, request, answer, explanation, capability, result);
  }

  Bytes bytes() {
    return bytes;
  }

  S3Request request() {
    return request.get();
  }

  T read(S3Request sent, HttpReply reply) {
    return answer.read(sent, reply);
  }

  /// The request in one line, before it is signed, so without any credentials: `PutObject
  /// s3://bucket/key content-type=text/plain if-none-match=*`.
  @Override
  public String toString() {
    return request.get().toString();
  }
}
