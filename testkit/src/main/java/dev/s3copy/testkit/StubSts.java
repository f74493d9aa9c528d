// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.http.Body;
import dev.s3copy.testkit.http.Headers;
import dev.s3copy.testkit.http.HttpInput;
import dev.s3copy.testkit.http.Listener;
import dev.s3copy.testkit.http.MessageHead;
import dev.s3copy.testkit.http.Response;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A service in this process that hands out temporary credentials, as STS (AssumeRole,
/// AssumeRoleWithWebIdentity, GetCallerIdentity), as the portal of IAM Identity Center
/// (GetRoleCredentials), and as the agent of a container. It checks nothing.
///
/// All get one key, so that a server with one identity accepts it, and each a token of its own:
/// `token-1`, `token-2` and so on.
public final class StubSts implements AutoCloseable {
  /// @param what the action, or the path of the portal and the agent
  /// @param authorization the header, or that of the portal; empty where there is none
  public record Call(String what, Map<String, String> parameters, String authorization) {}

  /// The ARN of everybody who asks.
  public static final String ARN = "arn:aws:sts::123456789012:assumed-role/stub/session";

  private static final String IDENTITY =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
      <GetCallerIdentityResult><Arn>%s</Arn><UserId>AROA:session</UserId>\
      <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>\
      """
          .formatted(ARN);

  private record Refused(int status, String code, String message) {}

  private final String accessKey;
  private final String secretKey;
  private final Duration life;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Listener listener;
  private volatile @Nullable Refused refused;

  private StubSts(String accessKey, String secretKey, Duration life) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.life = life;
    this.listener = Listener.start(0, "stub-sts", this::serve);
  }

  /// @param life of what is handed out
  public static StubSts start(String accessKey, String secretKey, Duration life) {
    return new StubSts(accessKey, secretKey, life);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  /// What was asked so far, oldest first.
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /// From now on every call is answered so.
  public void refuse(int status, String code, String message) {
    refused = new Refused(status, code, message);
  }

  /// From now on calls are answered again.
  public void answer() {
    refused = null;
  }

  private void serve(Socket socket) throws IOException {
    HttpInput in = new HttpInput(socket.getInputStream());
    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
    for (MessageHead head = in.head(); head != null; head = in.head()) {
      byte[] body = Body.ofRequest(head, in).readAllBytes();
      answer(head, new String(body, StandardCharsets.UTF_8)).writeTo(out, false, true);
      out.flush();
    }
  }

  private Response answer(MessageHead head, String body) {
    String target = head.target();
    int mark = target.indexOf('?');
    Map<String, String> parameters =
        form(head.method().equals("POST") ? body : mark < 0 ? "" : target.substring(mark + 1));
    String action = parameters.get("Action");
    String what = action != null ? action : mark < 0 ? target : target.substring(0, mark);
    String bearer = head.headers().first("x-amz-sso_bearer_token", "");
    calls.add(new Call(what, parameters, head.headers().first("authorization", bearer)));
    Refused no = refused;
    if (no != null) return refusal(no);
    Instant end = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
    String token = "token-" + calls.size();
    if ("GetCallerIdentity".equals(action)) return Response.xml(200, IDENTITY);
    if (action != null) return Response.xml(200, assumed(action, token, end));
    return json(what.startsWith("/federation/") ? portal(token, end) : agent(token, end));
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0)
        fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Response refusal(Refused no) {
    return Response.xml(
        no.status(),
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
        <Code>%s</Code><Message>%s</Message></Error><RequestId>stub</RequestId></ErrorResponse>\
        """
            .formatted(no.code(), no.message()));
  }

  private String assumed(String action, String token, Instant end) {
    return """
    <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>\
    <AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>%3$s</SecretAccessKey>\
    <SessionToken>%4$s</SessionToken><Expiration>%5$s</Expiration></Credentials></%1$sResult>\
    <ResponseMetadata><RequestId>stub</RequestId></ResponseMetadata></%1$sResponse>\
    """
        .formatted(action, accessKey, secretKey, token, end);
  }

  private String portal(String token, Instant end) {
    return """
    {"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "%s",
     "expiration": %d}}
    """
        .formatted(accessKey, secretKey, token, end.toEpochMilli());
  }

  private String agent(String token, Instant end) {
    return """
    {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "%s"}
    """
        .formatted(accessKey, secretKey, token, end);
  }

  private static Response json(String text) {
    return new Response(
        200,
        Headers.builder().add("Content-Type", "application/json").build(),
        Response.Payload.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    listener.close();
  }
}
