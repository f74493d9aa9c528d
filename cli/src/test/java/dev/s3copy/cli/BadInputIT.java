// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a person sees when something is wrong around a run: a few lines with what, where, why and
/// what to do, the right exit code, and nothing harmed.
class BadInputIT {
  /// The most lines an error takes, the line that says what is copied included.
  private static final long FEW_LINES = 4;

  @TempDir private Path folder = Path.of("");

  /// @param spoil breaks something and gives the arguments to run
  record Case(int exit, String says, Function<Stage, String[]> spoil) {}

  static Stream<Arguments> cases() {
    return Stream.of(
        named("destination inside source", 2, "destination overlaps source", BadInputIT::overlap),
        named("no such manifest", 2, "no such file", stage -> noManifest()),
        named("manifest is binary", 2, "not UTF-8", BadInputIT::binary),
        named("source bucket missing", 3, "no-such", stage -> stage.run(noSuchBucket(stage))),
        named("destination bucket missing", 3, "no-such", stage -> stage.run(noTarget(stage))),
        named("wrong secret key", 3, "SignatureDoesNotMatch", BadInputIT::wrongSecretKey),
        named("unknown access key", 3, "InvalidAccessKeyId", BadInputIT::unknownAccessKey),
        named("wrong region", 3, "us-east-1", BadInputIT::wrongRegion),
        named("nobody listens", 3, "127.0.0.1", BadInputIT::nobodyListens),
        named("no such host", 3, "s3.invalid", BadInputIT::noSuchHost),
        named("redirected elsewhere", 3, "edirect", BadInputIT::redirected),
        named("not allowed to list", 3, "ListBucket", BadInputIT::listDenied),
        named("not allowed to read", 1, "", BadInputIT::readDenied),
        named("not allowed to write", 1, "", BadInputIT::writeDenied),
        named("certificate not trusted", 3, "TLS", BadInputIT::untrusted),
        named("Secret not there", 2, "login", BadInputIT::noSecret),
        named("Secret without its keys", 3, "AWS_SECRET_ACCESS_KEY", BadInputIT::emptySecret),
        named("claim not mapped", 2, "--volume other=DIR", BadInputIT::claimNotMapped),
        named("destination folder missing", 3, "nowhere", BadInputIT::noFolder),
        named("state of another manifest", 3, "another manifest", BadInputIT::otherState));
  }

  private static Arguments named(
      String name, int exit, String says, Function<Stage, String[]> spoil) {
    return Arguments.of(Named.of(name, new Case(exit, says, spoil)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("P-09 P-21 Bad input ends with a few clear lines, its exit code and no harm")
  void isToldInAFewLines(Case wrong) {
    CapturedScreen screen = new CapturedScreen();
    try (Stage stage = new Stage(folder)) {
      int exit = screen.run(wrong.spoil().apply(stage));
      System.out.printf("exit %d  %s%n%s%n", exit, screen.err().strip(), screen.out());
      assertThat(screen.err()).contains(wrong.says()).doesNotContain("\tat ");
      assertThat(exit).isEqualTo(wrong.exit());
      assertThat(screen.err().lines().count()).isLessThanOrEqualTo(FEW_LINES);
      assertThat(screen.err()).doesNotContain(stage.server.secretKey());
      assertThat(stage.preciousIsUnharmed()).isTrue();
    }
  }

  private static String[] overlap(Stage stage) {
    return stage.run(Stage.manifest(stage.bucket("source"), stage.bucket("source")));
  }

  private static String[] noManifest() {
    return new String[] {"run", "/nowhere/copy.yaml"};
  }

  private static String[] binary(Stage stage) {
    String[] arguments = stage.run(stage.copy());
    try {
      Files.write(Path.of(arguments[1]), new byte[] {(byte) 0xfe, (byte) 0xff, 0});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return arguments;
  }

  private static String noSuchBucket(Stage stage) {
    return Stage.manifest(stage.bucket("no-such"), stage.bucket("target"));
  }

  private static String noTarget(Stage stage) {
    return Stage.manifest(stage.bucket("source"), stage.bucket("no-such"));
  }

  private static String[] wrongSecretKey(Stage stage) {
    stage.secret(stage.server.accessKey(), "wrong");
    return stage.run(stage.copy());
  }

  private static String[] unknownAccessKey(Stage stage) {
    stage.secret("nobody", stage.server.secretKey());
    return stage.run(stage.copy());
  }

  private static String[] wrongRegion(Stage stage) {
    return stage.run(stage.restore().replace("{bucket:", "{region: eu-west-1, bucket:"));
  }

  private static String[] nobodyListens(Stage stage) {
    try (ServerSocket free = new ServerSocket(0)) {
      String closed = "http://127.0.0.1:" + free.getLocalPort();
      return stage.run(stage.copy().replace(stage.front.endpoint().toString(), closed));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] noSuchHost(Stage stage) {
    String host = "http://s3.invalid:9000";
    return stage.run(stage.copy().replace(stage.front.endpoint().toString(), host));
  }

  private static String[] redirected(Stage stage) {
    stage.faults.add(
        FaultRule.of("redirect", new Fault.Redirect(URI.create("http://127.0.0.1:1"))));
    return stage.run(stage.restore());
  }

  private static String[] listDenied(Stage stage) {
    stage.faults.add(FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.LIST_OBJECTS_V2));
    return stage.run(stage.restore());
  }

  private static String[] readDenied(Stage stage) {
    stage.faults.add(FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.GET_OBJECT));
    return stage.run(stage.restore());
  }

  private static String[] writeDenied(Stage stage) {
    stage.faults.add(FaultRule.of("denied", Fault.accessDenied()).on(S3Operation.COPY_OBJECT));
    return stage.run(stage.copy());
  }

  private static String[] untrusted(Stage stage) {
    String https = SelfSigned.startServer(stage.folder).toString();
    return stage.run(stage.copy().replace(stage.front.endpoint().toString(), https));
  }

  private static String[] noSecret(Stage stage) {
    String[] arguments = stage.run(stage.copy());
    arguments[5] = "login=" + stage.folder.resolve("nowhere");
    return arguments;
  }

  private static String[] emptySecret(Stage stage) {
    try {
      Files.delete(stage.folder.resolve("login/AWS_SECRET_ACCESS_KEY"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return stage.run(stage.copy());
  }

  private static String[] claimNotMapped(Stage stage) {
    return stage.run(stage.restore().replace("claimName: target", "claimName: other"));
  }

  private static String[] noFolder(Stage stage) {
    return stage.run(
        stage.restore().replace("claimName: target", "claimName: target, path: nowhere"));
  }

  private static String[] otherState(Stage stage) {
    new CapturedScreen().run(stage.run(stage.copy()));
    return stage.run(stage.restore());
  }
}
