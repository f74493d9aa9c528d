// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.http.Body;
import dev.s3copy.testkit.http.HttpInput;
import dev.s3copy.testkit.http.MessageHead;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A front's connection to the server; opened when needed, kept between requests.
final class Upstream implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final URI target;
  private @Nullable Link link;

  private record Link(Socket socket, HttpInput in, OutputStream out) {}

  Upstream(URI target) {
    this.target = target;
  }

  /// Sends a request and reads the head of its answer; interim answers are skipped. If the server
  /// has closed a kept connection meanwhile, it is replaced once, unless a part of the body was
  /// already used up.
  MessageHead exchange(MessageHead request, Body body, byte[] buffer) throws IOException {
    boolean kept = link != null;
    boolean repeatable = body.ended();
    try {
      return exchangeOnce(request, body, buffer);
    } catch (IOException e) {
      close();
      if (!kept || !repeatable) throw e;
      return exchangeOnce(request, body, buffer);
    }
  }

  private MessageHead exchangeOnce(MessageHead request, Body body, byte[] buffer)
      throws IOException {
    Link to = open();
    request.writeTo(to.out());
    try {
      copyRequest(body, to.out(), Long.MAX_VALUE, buffer);
    } catch (IOException refused) {
      // A server that answers before the end of the body may close the connection to the rest of
      // it. Its answer counts.
    }
    while (true) {
      MessageHead answer = to.in().head();
      if (answer == null) throw new EOFException("the server closed the connection");
      if (answer.status() >= 200) return answer;
    }
  }

  /// Sends the head and at most `after` bytes of the body, and no more.
  void sendPartOf(MessageHead request, Body body, long after, byte[] buffer) throws IOException {
    Link to = open();
    request.writeTo(to.out());
    copyRequest(body, to.out(), after, buffer);
  }

  Body body(MessageHead answer, String method) throws IOException {
    return Body.ofResponse(answer, method, open().in());
  }

  private static void copyRequest(Body body, OutputStream out, long most, byte[] buffer)
      throws IOException {
    boolean chunked = body.framing() == Body.Framing.CHUNKED;
    long left = most;
    for (int n; left > 0 && (n = body.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0; ) {
      if (chunked) Chunks.write(out, buffer, n);
      else out.write(buffer, 0, n);
      left -= n;
    }
    if (chunked && body.ended()) Chunks.end(out);
    out.flush();
  }

  private Link open() throws IOException {
    Link present = link;
    if (present != null) return present;
    Socket socket = new Socket(target.getHost(), target.getPort());
    socket.setTcpNoDelay(true);
    OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    Link opened = new Link(socket, new HttpInput(socket.getInputStream()), out);
    link = opened;
    return opened;
  }

  @Override
  public void close() throws IOException {
    Link present = link;
    link = null;
    if (present != null) present.socket().close();
  }
}
