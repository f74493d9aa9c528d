// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.RequestLog;
import dev.s3copy.testkit.StubSts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the environment and the files of a machine say, in a process that has them. The manifest
/// names buckets, and neither server nor credentials.
class IdentitiesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");
  private final EmbeddedS3 s3 =
      EmbeddedS3.builder().credentials("ASIAX", "s").region("eu-x").start();
  private final FaultFront front = FaultFront.start(s3.endpoint(), FaultPlan.none());
  private final StubSts sts = StubSts.start("ASIAX", "s", Duration.ofMinutes(10));
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst").put("src", "object", new byte[10], Map.of());
    environment.put("AWS_ENDPOINT_URL_S3", front.endpoint().toString());
    environment.put("AWS_REGION", "eu-x");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("HOME", folder.toString());
    environment.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
  }

  @AfterEach
  void close() {
    front.close();
    sts.close();
    s3.close();
  }

  private Path write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text);
  }

  private record Ended(int exit, String text) {}

  private Ended run() throws Exception {
    Path manifest =
        write(
            "copy.yaml", Stage.manifest("s3: {bucket: src}", "s3: {bucket: dst, prefix: there/}"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Duser.home=" + folder));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "run", manifest.toString()));
    command.addAll(List.of("--state", folder.resolve("state").toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).contains("proxy"));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(folder.resolve("out").toFile()).start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(folder.resolve("out")));
  }

  private Ended assertCopied() throws Exception {
    Ended ended = run();
    assertThat(ended.exit()).as(ended.text()).isZero();
    assertThat(s3.count("dst")).as(ended.text()).isOne();
    return ended;
  }

  private void assertCopiedWithToken(String asked) throws Exception {
    assertCopied();
    assertThat(sts.calls()).extracting(StubSts.Call::what).containsOnly(asked);
    assertThat(front.log().lines())
        .isNotEmpty()
        .extracting(RequestLog.Line::request)
        .allSatisfy(
            r -> assertThat(r.headers().first("x-amz-security-token")).startsWith("token-"));
  }

  @Test
  void webIdentity() throws Exception {
    environment.put("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
    environment.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/copies");
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", write("token", "jwt").toString());
    assertCopiedWithToken("AssumeRoleWithWebIdentity");
    assertThat(sts.calls().getFirst().parameters()).containsEntry("WebIdentityToken", "jwt");
  }

  /// Going on with another identity would be worse than not to go on.
  @Test
  void aRefusedWebIdentityIsToldWithItsReasonAndNothingElseIsTried() throws Exception {
    environment.put("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
    environment.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/copies");
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", write("token", "jwt").toString());
    write("credentials", "[default]\naws_access_key_id = ASIAX\naws_secret_access_key = s\n");
    sts.refuse(403, "AccessDenied", "not for this token");
    Ended ended = run();
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.text()).contains("web identity", "not for this token");
    assertThat(front.log().lines()).isEmpty();
  }

  @Test
  void aRoleThatAnotherProfileTakesOn() throws Exception {
    environment.put("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
    environment.put("AWS_PROFILE", "copies");
    write("credentials", "[own]\naws_access_key_id = AKIAOWN\naws_secret_access_key = x\n");
    write(
        "config",
        "[profile copies]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = own\n");
    assertCopiedWithToken("AssumeRole");
    assertThat(sts.calls().getFirst().authorization()).contains("Credential=AKIAOWN/");
  }

  @Test
  void aSessionOfIdentityCenter() throws Exception {
    environment.put("AWS_ENDPOINT_URL_SSO", sts.endpoint().toString());
    environment.put("AWS_PROFILE", "work");
    write(
        "config",
        """
        [profile work]
        sso_session = company
        sso_account_id = 123456789012
        sso_role_name = copies
        [sso-session company]
        sso_region = eu-west-1
        sso_start_url = https://company.example.com/start
        """);
    byte[] name =
        MessageDigest.getInstance("SHA-1").digest("company".getBytes(StandardCharsets.UTF_8));
    write(
        ".aws/sso/cache/" + HexFormat.of().formatHex(name) + ".json",
        """
        {"startUrl": "https://company.example.com/start", "region": "eu-west-1",
         "accessToken": "cached", "expiresAt": "2099-01-01T00:00:00Z"}
        """);
    assertCopiedWithToken("/federation/credentials");
    assertThat(sts.calls().getFirst().authorization()).isEqualTo("cached");
  }

  @Test
  void theAgentOfAContainer() throws Exception {
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", sts.endpoint() + "/v1/credentials");
    environment.put(
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", write("token", "of-the-pod").toString());
    assertCopiedWithToken("/v1/credentials");
    assertThat(sts.calls().getFirst().authorization()).isEqualTo("of-the-pod");
  }

  @Test
  void aProgramThatPrintsCredentials() throws Exception {
    Path json =
        write(
            "keys.json",
            "{\"Version\": 1, \"AccessKeyId\": \"ASIAX\", \"SecretAccessKey\": \"s\"}");
    write("config", "[default]\ncredential_process = cat " + json + "\n");
    assertCopied();
  }

  @Test
  void theProfileNamesServerAndRegion() throws Exception {
    environment.remove("AWS_ENDPOINT_URL_S3");
    environment.remove("AWS_REGION");
    environment.put("AWS_PROFILE", "local");
    write("credentials", "[local]\naws_access_key_id = ASIAX\naws_secret_access_key = s\n");
    write("config", "[profile local]\nregion = eu-x\nendpoint_url = " + front.endpoint() + "\n");
    Ended ended = assertCopied();
    assertThat(front.log().count()).isPositive();
    assertThat(ended.text()).contains("at " + front.endpoint() + " (by the AWS settings");
  }

  @Test
  void theServerOfS3AloneIsStrongerThanThatOfAllServices() throws Exception {
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    environment.put("AWS_ACCESS_KEY_ID", "ASIAX");
    environment.put("AWS_SECRET_ACCESS_KEY", "s");
    assertCopied();
    assertThat(front.log().count()).isPositive();
  }

  /// The proxy leads to a server that is not one of S3: its certificate is believed, its answer
  /// not.
  @Test
  void tlsGoesThroughATunnelAndBelievesTheBundleThatTheEnvironmentNames() throws Exception {
    URI server = SelfSigned.startServer(folder);
    Path certificate = SelfSigned.certificate(folder);
    try (ForwardProxy proxy = ForwardProxy.start(server)) {
      environment.put("AWS_ENDPOINT_URL_S3", "https://s3.nowhere.invalid");
      environment.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
      environment.put("AWS_ACCESS_KEY_ID", "ASIAX");
      environment.put("AWS_SECRET_ACCESS_KEY", "s");
      assertThat(run().text()).contains("certificate must be valid");
      environment.put("AWS_CA_BUNDLE", certificate.toString());
      assertThat(run().text()).doesNotContain("certificate must be valid").contains("404");
      assertThat(proxy.targets()).isNotEmpty().containsOnly("s3.nowhere.invalid:443");
    }
  }

  /// The name of this server is known to nobody but the proxy.
  @Test
  void plainRequestsGoThroughTheProxyThatTheEnvironmentNames() throws Exception {
    try (ForwardProxy proxy = ForwardProxy.start(front.endpoint())) {
      environment.put("AWS_ENDPOINT_URL_S3", "http://s3.nowhere.invalid:9000");
      environment.put("http_proxy", "http://user:canary@127.0.0.1:" + proxy.port());
      environment.put("AWS_ACCESS_KEY_ID", "ASIAX");
      environment.put("AWS_SECRET_ACCESS_KEY", "s");
      assertCopied();
      assertThat(proxy.targets())
          .isNotEmpty()
          .allSatisfy(target -> assertThat(target).startsWith("http://s3.nowhere.invalid:9000/"));
      assertThat(proxy.logins()).containsOnly("Basic dXNlcjpjYW5hcnk=");
      environment.put("NO_PROXY", "*.invalid");
      Ended direct = run();
      assertThat(direct.exit()).as(direct.text()).isEqualTo(3);
      assertThat(direct.text()).doesNotContain("canary");
    }
  }
}
