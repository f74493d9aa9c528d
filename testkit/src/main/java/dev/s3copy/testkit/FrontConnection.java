// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.s3copy.testkit.http.Body;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.HttpInput;
import dev.s3copy.testkit.http.MessageHead;
import dev.s3copy.testkit.http.Response;
import dev.s3copy.testkit.s3.S3Request;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client of a front: its requests one after the other, each with the faults that befall it.
final class FrontConnection implements AutoCloseable {
  private static final int BUFFER = 64 << 10;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket client;
  private final Upstream upstream;
  private final FaultFront front;
  private final HttpInput in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];

  FrontConnection(Socket client, Upstream upstream, FaultFront front) throws IOException {
    this.client = client;
    this.upstream = upstream;
    this.front = front;
    this.in = new HttpInput(client.getInputStream());
    this.out = new BufferedOutputStream(client.getOutputStream(), BUFFER);
  }

  /// What became of a request.
  ///
  /// @param status told to the client; 0 for none, which is a connection reset
  private record Outcome(int status, boolean forwarded, boolean goesOn) {
    static Outcome cut(int status, boolean forwarded) {
      return new Outcome(status, forwarded, false);
    }
  }

  void run() throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      MessageHead head = in.head();
      if (head == null) return;
      S3Request request = S3Request.of(head);
      List<FaultPlan.Strike> strikes = front.plan().strikes(request);
      Outcome outcome = Outcome.cut(0, true);
      try {
        outcome = pass(head, request, strikes);
      } finally {
        List<String> faults = strikes.stream().map(FaultPlan.Strike::rule).toList();
        front
            .log()
            .add(new RequestLog.Line(request, outcome.status(), outcome.forwarded(), faults));
      }
      // The client sees the end of the answer, or of the connection, only once the log has the
      // line.
      if (outcome.status() == 0) reset();
      else out.flush();
      goesOn = outcome.goesOn();
    }
  }

  private Outcome pass(MessageHead received, S3Request request, List<FaultPlan.Strike> strikes)
      throws IOException {
    MessageHead head = received;
    Body body = Body.ofRequest(head, in);
    for (FaultPlan.Strike strike : strikes) {
      switch (strike.fault()) {
        case Fault.Delay delay -> front.pause(front.plan().length(delay));
        case Fault.Hook hook -> hook.action().accept(request);
        case Fault.HideHeader hide ->
            head = new MessageHead(head.start(), head.headers().without(hide.name()));
        case Fault.Answer answer -> {
          return answer(answer, head, body);
        }
        case Fault.Silence silence -> {
          return silence(silence, head, body);
        }
        case Fault.Spoilt spoilt -> {
          return forward(head, body, strike, spoilt);
        }
      }
    }
    return forward(head, body, null, null);
  }

  private Outcome answer(Fault.Answer fault, MessageHead head, Body body) throws IOException {
    Response response =
        switch (fault) {
          case Fault.Status s -> error(s.status(), s.code(), s.message());
          case Fault.Plain p ->
              new Response(p.status(), Headers.NONE, Response.Payload.of(p.text().getBytes(UTF_8)));
          case Fault.ErrorInOk e -> error(200, e.code(), e.message());
          case Fault.EmptyOk ignored -> Response.empty(200, Headers.NONE);
          case Fault.Redirect r -> redirect(r.to().toString(), head.target());
        };
    letBodyCome(head, body);
    while (body.read(buffer, 0, buffer.length) >= 0) {}
    boolean goesOn = head.keepsAlive();
    response.writeTo(out, head.method().equals("HEAD"), goesOn);
    return new Outcome(response.status(), false, goesOn);
  }

  private Outcome silence(Fault.Silence fault, MessageHead head, Body body) throws IOException {
    switch (fault) {
      case Fault.Reset ignored -> {}
      case Fault.Stall stall -> front.pause(stall.atMost());
      case Fault.CutUpload cut -> {
        letBodyCome(head, body);
        long length = Long.parseLong(head.headers().first("content-length", "0"));
        upstream.sendPartOf(head, body, Math.min(cut.after(), Math.max(length - 1, 0)), buffer);
        upstream.close();
      }
    }
    return Outcome.cut(0, fault instanceof Fault.CutUpload);
  }

  private Outcome forward(
      MessageHead head, Body body, FaultPlan.@Nullable Strike strike, Fault.@Nullable Spoilt fault)
      throws IOException {
    letBodyCome(head, body);
    MessageHead answer = upstream.exchange(head, body, buffer);
    Body answered = upstream.body(answer, head.method());
    if (fault != null && strike != null) {
      if (fault instanceof Fault.LostResponse || !answered.ended()) {
        return new SpoiltResponse(front, out, buffer).write(fault, answer, answered)
            ? new Outcome(answer.status(), true, settle(head, body, answer))
            : lose(fault, answer);
      }
      front.plan().takeBack(strike);
    }
    answer.writeTo(out);
    copy(answered);
    return new Outcome(answer.status(), true, settle(head, body, answer));
  }

  private static Outcome lose(Fault.Spoilt fault, MessageHead answer) {
    boolean unheard = fault instanceof Fault.LostResponse;
    return Outcome.cut(unheard ? 0 : answer.status(), true);
  }

  /// Whether the connection can take another request; one to the server that cannot is closed.
  private boolean settle(MessageHead head, Body body, MessageHead answer) throws IOException {
    boolean serverGoesOn = answer.keepsAlive() && body.ended();
    if (!serverGoesOn) upstream.close();
    boolean bounded = answer.headers().has("content-length") || isChunked(answer);
    return head.keepsAlive()
        && answer.keepsAlive()
        && body.ended()
        && (bounded || answer.status() == 204 || answer.status() == 304);
  }

  private static boolean isChunked(MessageHead head) {
    return head.headers().first("transfer-encoding", "").equalsIgnoreCase("chunked");
  }

  private void copy(Body body) throws IOException {
    boolean chunked = body.framing() == Body.Framing.CHUNKED;
    for (int n; (n = body.read(buffer, 0, buffer.length)) >= 0; ) {
      if (chunked) Chunks.write(out, buffer, n);
      else out.write(buffer, 0, n);
    }
    if (chunked) Chunks.end(out);
  }

  private void letBodyCome(MessageHead head, Body body) throws IOException {
    if (body.ended() || !head.headers().first("expect", "").equalsIgnoreCase("100-continue"))
      return;
    out.write(CONTINUE);
    out.flush();
  }

  private void reset() throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  private static Response error(int status, String code, String message) {
    String id = "FAULT";
    String document =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>"
            + ("<Code>" + code + "</Code><Message>" + message + "</Message>")
            + ("<RequestId>" + id + "</RequestId></Error>");
    return Response.xml(status, document)
        .with(Headers.builder().add("x-amz-request-id", id).build());
  }

  private static Response redirect(String to, String target) {
    Response error = error(307, "TemporaryRedirect", "Please re-send this request elsewhere.");
    return error.with(Headers.builder().add("Location", to + target).build());
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
