// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.LARGE;
import static dev.s3copy.worker.copy.CopyFixture.LARGE_CONTENT;
import static dev.s3copy.worker.copy.CopyFixture.SMALL;
import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.answered;
import static dev.s3copy.worker.copy.CopyFixture.ascii;
import static dev.s3copy.worker.copy.CopyFixture.assertAllBack;
import static dev.s3copy.worker.copy.CopyFixture.assertCopied;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.assertLeases;
import static dev.s3copy.worker.copy.CopyFixture.entry;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.leased;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static dev.s3copy.worker.copy.CopyFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.file.MemoryTempDir;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import dev.s3copy.worker.s3.PartResult;
import dev.s3copy.worker.s3.ScriptedServer;
import dev.s3copy.worker.s3.WriteCondition;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
  private static final Key TEXT = Key.of("k.txt");
  private static final String PUT = "PutObject s3://to/k.txt content-type=text/plain";

  @TempDir(factory = MemoryTempDir.class)
  Path root;

  private final ScriptedServer server = new ScriptedServer().answer("PutObject", "new");
  private final Buffers buffers = new Buffers(2 * SMALL);
  private final Attempt attempt = new Attempt(buffers, false);
  private Volume volume;

  @BeforeEach
  void open() {
    volume = Volume.open(root, VolumeAccess.READ);
  }

  @AfterEach
  void everyBufferIsBack() {
    attempt.close();
    assertAllBack(buffers);
    buffers.close();
    volume.close();
  }

  @Test
  void aSmallFileIsOneRequestWithTheTypeOfItsName() {
    write(ascii("hello"));
    assertCopied(answered(leased(first(5), 5, attempt), PUT), 5);
    assertThat(server.body("PutObject")).isEqualTo(ascii("hello"));
  }

  @Test
  void whatNobodyKnowsTheTypeOfAreBytes() {
    write(ascii("hello"));
    for (Key odd : new Key[] {Key.of("k"), Key.ofBytes(new byte[] {'k', (byte) 0xff})}) {
      Step put = leased(method(WriteCondition.ALWAYS).first(entry(5), odd, attempt), 5, attempt);
      assertThat(ScriptedServer.line(((Step.Ask<?>) put).call()))
          .endsWith(" content-type=application/octet-stream");
    }
  }

  @Test
  void anEmptyFileIsCopiedToo() {
    write(new byte[0]);
    assertCopied(answered(leased(first(0), 0, attempt), PUT), 0);
    assertThat(server.body("PutObject")).isEmpty();
  }

  @Test
  void isWrittenOnlyIfAbsentWhereTheRulesSayNever() {
    write(ascii("hello"));
    Step step = method(WriteCondition.ONLY_IF_ABSENT).first(entry(5), TEXT, attempt);
    assertCopied(answered(leased(step, 5, attempt), PUT + " if-none-match=*"), 5);
  }

  @Test
  void knowsItsOwnCopyByTheMd5OfTheFile() throws InterruptedException {
    write(ascii("hello"));
    String md5 = "5d41402abc4b2a76b9719d911017c592";
    server.answer("HeadObject s3://to/k", head(5, md5), head(5, VERSION), head(4, md5));
    Upload method = method(WriteCondition.ONLY_IF_ABSENT);
    assertThat(method.isStored(entry(5), TEXT, new Retries())).isTrue();
    assertThat(method.isStored(entry(5), TEXT, new Retries())).isFalse();
    assertThat(method.isStored(entry(5), TEXT, new Retries())).isFalse();
    assertThat(method.isStored(entry(LARGE), TEXT, new Retries())).isFalse();
  }

  @Test
  void whatIsLargerThanOnePartIsSentInParts() {
    assertLeases(first(SMALL), SMALL);
    assertThat(first(SMALL + 1)).isInstanceOf(Step.Blocking.class);
  }

  @Test
  void aFileThatGrewSinceItWasListedGetsALargerBuffer() {
    write(ascii("hello"));
    Step grown = leased(first(3), 3, attempt);
    assertCopied(answered(leased(grown, 5, attempt), PUT), 5);
    assertThat(server.body("PutObject")).isEqualTo(ascii("hello"));
  }

  @Test
  void aFileThatShrankSinceItWasListedGetsASmallerBuffer() {
    write(ascii("hello"));
    Step shrunk = leased(first(9), 9, attempt);
    assertCopied(answered(leased(shrunk, 5, attempt), PUT), 5);
    assertThat(server.body("PutObject")).isEqualTo(ascii("hello"));
  }

  @Test
  void aFileThatOutgrewOnePartIsSentInParts() {
    writeSparse(SMALL + 1);
    assertThat(leased(first(3), 3, attempt)).isInstanceOf(Step.Blocking.class);
  }

  @Test
  void aFileWhoseSizeChangesTwiceIsGivenUpForNow() {
    write(ascii("hello"));
    Step grown = leased(first(3), 3, attempt);
    write(ascii("hello!"));
    assertFails(FailureKind.SOURCE_CHANGED, () -> leased(grown, 5, attempt));
    assertThat(server.sent()).isEmpty();
  }

  @Test
  void aFileThatIsGoneFailsByName() {
    Step step = first(3);
    assertFails(FailureKind.SOURCE_GONE, () -> leased(step, 3, attempt));
    assertFails(
        FailureKind.SOURCE_GONE,
        () -> method(WriteCondition.ALWAYS).lookAgain(entry(3), new Retries()));
  }

  @Test
  void aPartHasTheCrtsOwnSizeUnlessSaidOtherwise() {
    S3Target target = method(WriteCondition.ALWAYS).target();
    assertThat(new Upload(volume, target, buffers).partSize()).isEqualTo(8 << 20);
  }

  @Test
  void everyPartIsReadFromWhereItBelongs() throws InterruptedException {
    write(LARGE_CONTENT);
    takeUpload(LARGE);
    assertThat(run(first(LARGE))).isEqualTo(Outcome.Copied.of(LARGE));
    assertThat(server.sent("CreateMultipartUpload"))
        .containsExactly(
            "CreateMultipartUpload s3://to/k.txt?uploads= content-type=text/plain"
                + " x-amz-checksum-algorithm=CRC32C x-amz-checksum-type=FULL_OBJECT");
    assertThat(server.body("UploadPart s3://to/k.txt?partNumber=1"))
        .isEqualTo(Arrays.copyOf(LARGE_CONTENT, SMALL));
    assertThat(server.body("UploadPart s3://to/k.txt?partNumber=2"))
        .isEqualTo(Arrays.copyOfRange(LARGE_CONTENT, SMALL, LARGE));
  }

  @Test
  void aPartThatFailedIsReadAndSentAgain() throws InterruptedException {
    write(LARGE_CONTENT);
    takeUpload(LARGE);
    String second = "UploadPart s3://to/k.txt?partNumber=2";
    server.answer(second, failed(FailureKind.TIMEOUT), new PartResult(2, "part2", ""));
    Retries retries = new Retries();
    run(first(LARGE), retries);
    assertThat(retries.total()).isEqualTo(2);
    assertThat(server.body(second)).hasSize(3);
  }

  @Test
  void aFileWrittenToWhileItIsReadIsNotStored() {
    write(LARGE_CONTENT);
    takeUpload(LARGE);
    onceBegun(() -> touch(root.resolve("s")));
    assertFails(FailureKind.SOURCE_CHANGED, () -> run(first(LARGE)));
    assertAborted();
  }

  @Test
  void aFileCutShortWhileItIsReadIsNotStored() {
    write(LARGE_CONTENT);
    takeUpload(LARGE);
    onceBegun(() -> writeSparse(SMALL));
    assertFails(FailureKind.SOURCE_CHANGED, () -> run(first(LARGE)));
    assertAborted();
  }

  @Test
  void aFileEmptiedSinceItWasListedIsLookedAtAgain() {
    write(new byte[0]);
    assertFails(FailureKind.SOURCE_CHANGED, () -> run(first(LARGE)));
    assertThat(server.sent()).isEmpty();
  }

  @Test
  void aPartThatNoBufferCanHoldIsRefusedBeforeAnythingIsWritten() {
    writeSparse(LARGE);
    try (Buffers few = new Buffers(SMALL / 2)) {
      Step step = method(WriteCondition.ALWAYS, few).first(entry(LARGE), TEXT, attempt);
      assertFails(FailureKind.OBJECT_TOO_LARGE, () -> run(step));
    }
    assertThat(server.sent()).isEmpty();
  }

  @Test
  void looksAgainAtTheFile() throws InterruptedException, IOException {
    write(ascii("hello"));
    Files.setLastModifiedTime(root.resolve("s"), FileTime.fromMillis(1234));
    assertThat(method(WriteCondition.ALWAYS).lookAgain(entry(3), new Retries()))
        .isEqualTo(Entry.object(CopyFixture.SOURCE, 5, "", 1234));
  }

  @Test
  void eventLoopsReadFilesOnlyFromMemory() {
    assertThat(method(WriteCondition.ALWAYS).runsOn(1)).isEqualTo(new RunsOn(4, volume.inMemory()));
  }

  private void assertAborted() {
    assertThat(server.sent()).last().isEqualTo("AbortMultipartUpload s3://to/k.txt?uploadId=id");
    assertThat(server.sent("CompleteMultipartUpload")).isEmpty();
  }

  private void takeUpload(long size) {
    server.takeUploads("whole").answer("HeadObject s3://to/k.txt", head(size, "whole"));
  }

  /// Once the upload is begun, which is after the file was opened.
  private void onceBegun(Runnable change) {
    server.answer(
        "CreateMultipartUpload",
        (ScriptedServer.Answer)
            _ -> {
              change.run();
              return "id";
            });
  }

  private Step first(long size) {
    return method(WriteCondition.ALWAYS).first(entry(size), TEXT, attempt);
  }

  private Upload method(WriteCondition condition) {
    return method(condition, buffers);
  }

  private Upload method(WriteCondition condition, Buffers used) {
    S3Target target = new S3Target(server.bucket("to"), condition, retrier(1));
    return new Upload(volume, target, used, SMALL);
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1234));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] content) {
    try {
      Files.write(root.resolve("s"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sets the length, which leaves the bytes before it as they are.
  private void writeSparse(long size) {
    try (RandomAccessFile file = new RandomAccessFile(root.resolve("s").toFile(), "rw")) {
      file.setLength(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
