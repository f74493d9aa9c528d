// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Body;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.HttpInput;
import dev.s3copy.testkit.http.Listener;
import dev.s3copy.testkit.http.MessageHead;
import dev.s3copy.testkit.http.Response;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Speaks HTTP on one connection: request in, answer out, until either side ends it.
public final class S3Service implements Listener.Service {
  private static final int BUFFER = 64 << 10;

  /// How much of a refused body is read to keep the connection. More is not worth it.
  private static final long MAX_DRAINED = 1 << 20;

  private final Settings settings;
  private final Operations operations;
  private final AtomicLong requests = new AtomicLong();

  public S3Service(Settings settings) {
    this.settings = settings;
    this.operations = new Operations(settings);
  }

  @Override
  public void serve(Socket socket) throws IOException {
    HttpInput in = new HttpInput(socket.getInputStream());
    OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    for (MessageHead head = in.head(); head != null; head = in.head()) {
      Body raw = Body.ofRequest(head, in);
      boolean waits = head.headers().first("expect", "").equalsIgnoreCase("100-continue");
      InputStream body = waits ? new ContinuedBody(raw, out) : raw;
      Response response = answer(head, body);
      boolean keepAlive = head.keepsAlive() && drained(raw, body);
      response.writeTo(out, head.method().equals("HEAD"), keepAlive);
      out.flush();
      if (!keepAlive) return;
    }
  }

  private Response answer(MessageHead head, InputStream body) throws IOException {
    String id = String.format(Locale.ROOT, "%016X", requests.incrementAndGet());
    Headers common =
        Headers.builder()
            .add("x-amz-request-id", id)
            .add("Date", Times.http(settings.nowMillis()))
            .add("Server", "s3copy-testkit")
            .build();
    try {
      return operations.answer(S3Request.of(head), body).with(common);
    } catch (Refusal refusal) {
      return refused(refusal, head, id).with(common);
    }
  }

  private static Response refused(Refusal refusal, MessageHead head, String id) {
    Xml xml = new Xml().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").open("Error");
    xml.text("Code", refusal.code()).text("Message", refusal.text()).raw(refusal.detail());
    xml.text("Resource", head.target()).text("RequestId", id).close("Error");
    return Response.xml(refusal.status(), xml.toBytes()).with(refusal.headers());
  }

  /// If a body was not asked for with 100 Continue, the client may send it or not. So the
  /// connection is closed.
  private static boolean drained(Body raw, InputStream body) throws IOException {
    if (raw.ended()) return true;
    if (body instanceof ContinuedBody continued && !continued.asked()) return false;
    byte[] buffer = new byte[BUFFER];
    long seen = 0;
    for (int n; seen < MAX_DRAINED && (n = raw.read(buffer, 0, buffer.length)) >= 0; ) seen += n;
    return raw.ended();
  }

  /// Asks for the body when it is first read.
  private static final class ContinuedBody extends InputStream {
    private static final byte[] CONTINUE =
        "HTTP/1.1 100 Continue\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final InputStream body;
    private final OutputStream out;
    private boolean asked;

    ContinuedBody(InputStream body, OutputStream out) {
      this.body = body;
      this.out = out;
    }

    boolean asked() {
      return asked;
    }

    @Override
    public int read() throws IOException {
      ask();
      return body.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      ask();
      return body.read(to, offset, length);
    }

    private void ask() throws IOException {
      if (asked) return;
      asked = true;
      out.write(CONTINUE);
      out.flush();
    }
  }
}
