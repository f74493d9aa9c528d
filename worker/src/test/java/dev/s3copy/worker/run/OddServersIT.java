// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.Limitation;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.EmbeddedS3;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultFront;
import dev.s3copy.testkit.FaultPlan;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.ServerDialect;
import dev.s3copy.testkit.s3.S3Operation;
import dev.s3copy.testkit.s3.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers that cannot do all that S3 can, and servers that take odd keys for others.
class OddServersIT {
  private static final int LARGE = (9 << 20) + 5;
  private static final byte[] SMALL = random(1000, 1);

  @TempDir private Path folder;
  private final EmbeddedS3 s3 = EmbeddedS3.start();
  private final FaultPlan faults = FaultPlan.none();
  private final FaultFront front = FaultFront.start(s3.endpoint(), faults);
  private RunFixture fixture;

  @BeforeEach
  void fill() {
    s3.createBucket("src").createBucket("dst");
    fixture = new RunFixture(folder, s3);
    for (int i = 0; i < 20; i++) s3.put("src", "k/" + i, SMALL, Map.of());
    s3.put("src", "large", random(LARGE, 2), Map.of());
  }

  @AfterEach
  void stop() {
    front.close();
    s3.close();
  }

  private String bucket(String name) {
    return RunFixture.bucket(front.endpoint(), name, "");
  }

  private RunResult copy(String more) throws InterruptedException {
    return fixture.run(manifest(bucket("src"), bucket("dst"), more));
  }

  private void refuse(String header, Fault fault) {
    faults.add(FaultRule.of(header, fault).where(request -> request.hasHeader(header)));
  }

  private static Fault invalid(String message) {
    return new Fault.Status(400, "InvalidArgument", message);
  }

  private void assertAllCopied(RunResult result) {
    faults.requireAllFired();
    assertThat(result.stopped()).isNull();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    for (Key key : s3.keys("src")) {
      assertThat(s3.read("dst", key)).as("%s", key).isEqualTo(s3.read("src", key));
    }
  }

  private static String report(RunResult result) throws IOException {
    return Files.readString(Path.of(Objects.requireNonNull(result.report())));
  }

  @Test
  @DisplayName("P-06 a server that refuses checksum headers gets an MD5 instead")
  void copiesWithoutChecksumHeaders() throws InterruptedException {
    ServerDialect.NO_CHECKSUMS.addTo(faults);
    RunResult result = copy("transfer: Stream");
    assertAllCopied(result);
    assertThat(result.limitations()).isEmpty();
  }

  @Test
  @DisplayName("P-06 a server that does not tell checksums is read without asking for them")
  void readsWithoutChecksumMode() throws InterruptedException {
    refuse(
        "x-amz-checksum-mode",
        invalid("Unsupported header 'x-amz-checksum-mode' received for this API call."));
    assertThat(fixture.run(manifest(bucket("src"), claim(), "")).phase())
        .isEqualTo(RunResult.Phase.COMPLETE);
    faults.requireAllFired();
  }

  @Test
  @DisplayName("a server without checksums of whole multipart objects makes composite ones")
  void copiesWithoutFullObjectChecksums() throws InterruptedException {
    ServerDialect.NO_WHOLE_CHECKSUMS.addTo(faults);
    assertAllCopied(copy("transfer: Stream"));
  }

  @Test
  @DisplayName("P-05 a server without tags gets objects without tags, and the run says so once")
  void copiesWithoutTags() throws InterruptedException {
    for (int i = 0; i < 10; i++) s3.tag("src", Key.of("k/" + i), Map.of("a", "b"));
    refuse(
        "x-amz-tagging",
        new Fault.Status(501, "NotImplemented", "A header you provided is not implemented"));
    RunResult result = copy("transfer: Stream");
    assertAllCopied(result);
    assertThat(result.limitations())
        .singleElement()
        .satisfies(
            limitation -> {
              assertThat(limitation.code()).isEqualTo("TagsUnsupported");
              assertThat(limitation.effect()).contains("s3://dst/", "copied objects have none");
            });
  }

  @Test
  @Timeout(60)
  @DisplayName("P-24 a refusal that says nothing ends in a named failure, and teaches nothing")
  void learnsNothingFromARefusalWithoutAReason() throws InterruptedException, IOException {
    s3.tag("src", Key.of("k/1"), Map.of("a", "b"));
    faults.add(
        FaultRule.of("refuse", new Fault.Plain(400, "Bad Request"))
            .on(S3Operation.PUT_OBJECT)
            .onKey("k/1"));
    RunResult result = copy("transfer: Stream");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().failed()).isEqualTo(1);
    assertThat(report(result)).contains("k/1", "BadRequest");
    assertThat(result.limitations()).isEmpty();
  }

  @Test
  @DisplayName("P-05 who may not read tags copies without them, and the run says so once")
  void copiesWithoutTheRightToReadTags() throws InterruptedException {
    s3.tag("src", Key.of("k/1"), Map.of("a", "b"));
    s3.tag("src", Key.of("large"), Map.of("a", "b"));
    ServerDialect.TAGS_DENIED.addTo(faults);
    RunResult result = copy("transfer: Stream");
    assertAllCopied(result);
    assertThat(result.limitations())
        .extracting(Limitation::code)
        .containsExactly("ReadsTagsUnsupported");
  }

  @Test
  @DisplayName("P-05 an empty tag is empty")
  void keepsEmptyTags() throws InterruptedException {
    s3.tag("src", Key.of("k/1"), Map.of("owner", "", "zone", "secret"));
    faults.add(
        FaultRule.of(
                "self-closing",
                new Fault.Rewrite(
                    body ->
                        new String(body, StandardCharsets.UTF_8)
                            .replace("<Value></Value>", "<Value/>")
                            .getBytes(StandardCharsets.UTF_8)))
            .on(S3Operation.GET_OBJECT_TAGGING));
    assertAllCopied(copy("transfer: Stream"));
    StoredObject copied = Objects.requireNonNull(s3.find("dst", Key.of("k/1")));
    assertThat(copied.tags()).isEqualTo(Map.of("owner", "", "zone", "secret"));
  }

  @Test
  @DisplayName(
      "a destination without multipart uploads takes small objects; large ones fail by name")
  void copiesSmallObjectsWithoutMultipart() throws InterruptedException, IOException {
    ServerDialect.NO_MULTIPART.addTo(faults);
    RunResult result = copy("transfer: Stream");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().copied()).isEqualTo(20);
    assertThat(report(result)).contains("large", "NotImplemented");
    assertThat(result.limitations())
        .extracting(Limitation::code)
        .containsExactly("MultipartUnsupported");
  }

  @Test
  @DisplayName("a server without ListObjectsV2 is listed by version 1")
  void listsByVersion1() throws InterruptedException {
    ServerDialect.ONLY_LIST_V1.addTo(faults);
    for (int i = 0; i < 2500; i++) s3.put("src", "many/" + i, new byte[] {1}, Map.of());
    RunResult result = copy("");
    assertAllCopied(result);
    assertThat(result.totals().copied()).isEqualTo(2521);
  }

  @Test
  @DisplayName("an entry that is listed without a size is asked for it")
  void asksForASizeThatTheListingLacks() throws InterruptedException {
    s3.put("src", "folder/", new byte[0], Map.of());
    faults.add(
        FaultRule.of(
                "no size",
                new Fault.Rewrite(
                    body ->
                        new String(body, StandardCharsets.UTF_8)
                            .replaceAll("<Size>\\d+</Size>", "")
                            .getBytes(StandardCharsets.UTF_8)))
            .on(S3Operation.LIST_OBJECTS_V2));
    RunResult result = copy("");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertAllCopied(result);
  }

  @Test
  @DisplayName("credentials that may only write are enough where nothing is compared")
  void writesWithoutReading() throws InterruptedException {
    faults.add(
        FaultRule.of("read", Fault.accessDenied())
            .on(S3Operation.LIST_OBJECTS_V2, S3Operation.HEAD_OBJECT)
            .where(request -> request.bucket().equals("dst")));
    faults.add(FaultRule.of("abort", Fault.accessDenied()).on(S3Operation.ABORT_MULTIPART_UPLOAD));
    RunResult result = copy("transfer: Stream\noverwrite: Always");
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(result.limitations())
        .extracting(Limitation::code)
        .containsExactly(
            "AbortsUnsupported", "ConfirmationUnsupported", "ConfirmingListUnsupported");
  }

  @Test
  @DisplayName("P-16 P-19 keys that a server takes for one are named, and replace nothing")
  void neverReplacesAFoldedKey() throws InterruptedException, IOException {
    for (String key : List.of("x//y", "x/y", "/lead", "lead", "z/../w")) {
      s3.put("src", key, key.getBytes(StandardCharsets.UTF_8), Map.of());
    }
    s3.foldKeys("dst", OddServersIT::fold);
    for (String transfer : List.of("Stream", "ServerSide")) {
      RunResult result =
          RunFixture.run(
              fixture.options(
                  manifest(bucket("src"), bucket("dst"), "transfer: " + transfer),
                  folder.resolve("state-" + transfer)));
      assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
      assertThat(report(result)).contains("x//y", "/lead", "KeyFolded");
      assertThat(result.totals().failed()).isEqualTo(2);
      assertThat(s3.read("dst", "x/y")).asString().isEqualTo("x/y");
      assertThat(s3.read("dst", "lead")).asString().isEqualTo("lead");
      assertThat(s3.read("dst", "z/../w")).asString().isEqualTo("z/../w");
    }
  }

  private static Key fold(Key key) {
    String text = key.toString().replace("//", "/");
    return Key.of(text.startsWith("/") ? text.substring(1) : text);
  }

  @Test
  @DisplayName("P-24 the empty object that stands for the prefix itself is no defect")
  void leavesTheMarkerOfThePrefixOut() throws InterruptedException, IOException {
    s3.put("src", "photos/", new byte[0], Map.of());
    s3.put("src", "photos/a", SMALL, Map.of());
    for (String transfer : List.of("Stream", "ServerSide")) {
      RunResult result =
          RunFixture.run(
              fixture.options(
                  manifest(
                      RunFixture.bucket(front.endpoint(), "src", "photos/"),
                      bucket("dst"),
                      "overwrite: Always\ntransfer: " + transfer),
                  folder.resolve("state-" + transfer)));
      assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
      assertThat(result.totals().copied()).isEqualTo(1);
      assertThat(result.totals().skipped()).isEqualTo(1);
    }
    s3.put("src", "photos/", SMALL, Map.of());
    RunResult result =
        RunFixture.run(
            fixture.options(
                manifest(RunFixture.bucket(front.endpoint(), "src", "photos/"), bucket("dst"), ""),
                folder.resolve("state-with-data")));
    assertThat(report(result)).contains("NoKeyLeft", "destination.s3.prefix");
  }

  @Test
  @DisplayName(
      "P-24 an object that is the prefix itself becomes no folder marker, but fails by name")
  void namesAnObjectThatIsThePrefixItself() throws InterruptedException, IOException {
    s3.put("src", "x", SMALL, Map.of());
    RunResult copy =
        fixture.run(
            manifest(
                RunFixture.bucket(front.endpoint(), "src", "x"),
                RunFixture.bucket(front.endpoint(), "dst", "x/"),
                ""));
    assertThat(report(copy)).contains("NoKeyLeft", "destination.s3.prefix");
    assertThat(s3.count("dst")).isZero();
    RunResult restore =
        RunFixture.run(
            fixture.options(
                manifest(RunFixture.bucket(front.endpoint(), "src", "k"), claim(), ""),
                folder.resolve("state-restore")));
    assertThat(report(restore)).contains("PrefixWithoutSlash", "write prefix: k/");
  }

  @Test
  @DisplayName("P-24 P-19 one object that always fails does not end the run")
  void onePoisonedObjectFailsAlone() throws InterruptedException, IOException {
    faults.add(FaultRule.of("poison", new Fault.Reset()).on(S3Operation.GET_OBJECT).onKey("k/7"));
    RunResult result = fixture.run(manifest(bucket("src"), claim(), ""));
    assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
    assertThat(result.totals().copied()).isEqualTo(20);
    assertThat(report(result)).contains("k/7");
  }

  @Test
  @DisplayName("P-24 P-19 one key whose signature is changed on the way does not end the run")
  void oneKeyThatIsRefusedFailsAlone() throws InterruptedException, IOException {
    for (Fault fault :
        List.of(
            new Fault.Status(403, "SignatureDoesNotMatch", "does not match"),
            new Fault.Status(301, "PermanentRedirect", "elsewhere"))) {
      faults.clear();
      faults.add(FaultRule.of("refused", fault).onKey("k/7"));
      RunResult result =
          RunFixture.run(
              fixture.options(
                  manifest(bucket("src"), claim(), "overwrite: Always"),
                  folder.resolve("state-" + fault.hashCode())));
      assertThat(result.phase()).isEqualTo(RunResult.Phase.PARTIALLY_FAILED);
      assertThat(result.totals().copied()).isEqualTo(20);
      assertThat(report(result)).contains("k/7", "accepts the credentials");
    }
  }

  @Test
  @DisplayName("P-04 a file that changes until its copy is dated is copied again")
  void aFileThatChangesWhileItIsStoredIsCopiedAgain() throws InterruptedException, IOException {
    Path file = fixture.volume().resolve("f");
    Files.writeString(file, "version 1");
    faults.add(
        FaultRule.of("change", new Fault.Hook(_ -> write(file, "version 2")))
            .on(S3Operation.PUT_OBJECT)
            .once());
    RunResult result = fixture.run(manifest(claim(), bucket("dst"), ""));
    faults.requireAllFired();
    assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(s3.read("dst", "f")).asString().isEqualTo("version 2");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
