// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import dev.s3copy.testkit.http.Body;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.HttpInput;
import dev.s3copy.testkit.http.Listener;
import dev.s3copy.testkit.http.MessageHead;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy that knows one server only, whatever it is asked for.
final class ForwardProxy implements AutoCloseable {
  private final URI server;
  private final Listener listener;
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();

  private ForwardProxy(URI server) {
    this.server = server;
    this.listener = Listener.start(0, "forward-proxy", this::serve);
  }

  static ForwardProxy start(URI server) {
    return new ForwardProxy(server);
  }

  int port() {
    return listener.port();
  }

  /// As asked for, oldest first.
  List<String> targets() {
    return targets;
  }

  List<String> logins() {
    return logins;
  }

  private void serve(Socket client) throws IOException {
    HttpInput in = new HttpInput(client.getInputStream());
    OutputStream out = new BufferedOutputStream(client.getOutputStream());
    for (MessageHead head = in.head(); head != null; head = in.head()) {
      if (head.method().equals("CONNECT")) {
        targets.add(head.target());
        tunnel(client);
        return;
      }
      targets.add(head.target());
      logins.add(head.headers().first("proxy-authorization", ""));
      exchange(head, Body.ofRequest(head, in).readAllBytes(), out);
      out.flush();
    }
  }

  /// The client waits for our answer before it sends more, so nothing is lost in a buffer.
  private void tunnel(Socket client) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Thread back = Thread.ofVirtual().start(() -> pass(socket, client));
      pass(client, socket);
      back.interrupt();
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ended) {
      // One side went away: that is the end of a tunnel.
    }
  }

  private void exchange(MessageHead head, byte[] body, OutputStream out) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      URI target = URI.create(head.target());
      String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
      String start = head.method() + " " + target.getRawPath() + query + " HTTP/1.1";
      Headers sent = head.headers().without("proxy-authorization").without("proxy-connection");
      OutputStream to = new BufferedOutputStream(socket.getOutputStream());
      new MessageHead(start, sent).writeTo(to);
      to.write(body);
      to.flush();
      HttpInput from = new HttpInput(socket.getInputStream());
      MessageHead answer = from.head();
      if (answer == null) throw new IOException("no answer");
      answer.writeTo(out);
      out.write(Body.ofResponse(answer, head.method(), from).readAllBytes());
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
