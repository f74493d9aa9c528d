// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import static dev.s3copy.worker.run.RunFixture.claim;
import static dev.s3copy.worker.run.RunFixture.manifest;
import static dev.s3copy.worker.run.RunFixture.random;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.Limitation;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers that cannot do all that S3 can, and servers that take odd keys for others.
class OddServersIT extends OddServersFixture {
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
  @DisplayName("P-06 what a server unpacks on the way is asked for as it is stored")
  void asksForStoredBytes() throws InterruptedException {
    Fault unpacked = new Fault.Recode(body -> random(3 * body.length, 3));
    faults.add(
        FaultRule.of("unpacked", unpacked)
            .on(S3Operation.GET_OBJECT)
            .where(request -> !request.hasHeader("accept-encoding")));
    for (String manifest : List.of(bucket("dst"), claim())) {
      RunResult result =
          RunFixture.run(
              fixture.options(
                  manifest(bucket("src"), manifest, "transfer: Stream"),
                  folder.resolve("state-" + manifest.length())));
      assertThat(result.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    }
    assertAllCopied(copy("transfer: Stream"));
  }

  @Test
  @DisplayName("P-04 an object is copied whole, whatever size its listing tells")
  void copiesAllOfAnObjectThatIsListedTooSmall() throws InterruptedException, IOException {
    Fault smaller =
        new Fault.Rewrite(
            body ->
                new String(body, StandardCharsets.UTF_8)
                    .replace("<Size>" + LARGE + "</Size>", "<Size>" + (LARGE - 100) + "</Size>")
                    .getBytes(StandardCharsets.UTF_8));
    faults.add(
        FaultRule.of("smaller", smaller)
            .on(S3Operation.LIST_OBJECTS_V2)
            .where(request -> request.bucket().equals("src")));
    assertAllCopied(copy("transfer: Stream"));

    Path state = folder.resolve("state-2");
    RunResult restored =
        RunFixture.run(fixture.options(manifest(bucket("src"), claim(), ""), state));
    assertThat(restored.phase()).isEqualTo(RunResult.Phase.COMPLETE);
    assertThat(Files.readAllBytes(fixture.volume().resolve("large")))
        .isEqualTo(s3.read("src", Key.of("large")));
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
}
