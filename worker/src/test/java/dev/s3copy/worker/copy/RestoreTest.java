// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.LARGE;
import static dev.s3copy.worker.copy.CopyFixture.LARGE_CONTENT;
import static dev.s3copy.worker.copy.CopyFixture.MODIFIED;
import static dev.s3copy.worker.copy.CopyFixture.SMALL;
import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.answered;
import static dev.s3copy.worker.copy.CopyFixture.ascii;
import static dev.s3copy.worker.copy.CopyFixture.assertAllBack;
import static dev.s3copy.worker.copy.CopyFixture.assertCopied;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.entry;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.leased;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static dev.s3copy.worker.copy.CopyFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Comparison;
import dev.s3copy.core.rule.CopyRules;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.core.rule.Overwrite;
import dev.s3copy.worker.file.MemoryTempDir;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import dev.s3copy.worker.s3.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreTest {
  private static final String GET = "GetObject s3://from/s if-match=\"" + VERSION + "\"";

  @TempDir(factory = MemoryTempDir.class)
  Path root;

  private final ScriptedServer server = new ScriptedServer();
  private final Buffers buffers = new Buffers(2 * SMALL);
  private final Attempt careful = new Attempt(buffers, false);
  private final Attempt assuming = new Attempt(buffers, true);
  private Volume memory;

  @BeforeEach
  void open() {
    memory = Volume.open(root, VolumeAccess.WRITE);
  }

  @AfterEach
  void everyBufferIsBack() {
    careful.close();
    assuming.close();
    assertAllBack(buffers);
    buffers.close();
    memory.close();
  }

  @Test
  void intoMemoryBytesGoWithoutABuffer() throws IOException {
    assumeMemory();
    server.content(ascii("hello")).answer("GetObject", 5L);
    Step.Commit commit = commit(answered(first(Overwrite.NEVER, 5), GET));
    assertThat(root.resolve("k")).doesNotExist();
    commit.file().commit();
    assertThat(root.resolve("k")).hasContent("hello");
    assertThat(Files.getLastModifiedTime(root.resolve("k")).toMillis()).isEqualTo(MODIFIED);
    assertThat(commit.outcome()).isEqualTo(Outcome.Copied.of(5));
  }

  @Test
  void ontoADiskBytesGoThroughABuffer(@TempDir Path diskRoot) throws IOException {
    try (Volume disk = Volume.open(diskRoot, VolumeAccess.WRITE)) {
      assumeDisk(disk);
      server.content(ascii("hello")).answer("GetObject", 5L);
      Step get =
          leased(method(disk, Overwrite.ALWAYS).first(entry(5), DESTINATION, careful), 5, careful);
      Step.Commit commit = commit(answered(get, GET));
      assertThat(diskRoot.resolve("k")).doesNotExist();
      careful.releaseBuffer();
      commit.file().commit();
      assertThat(diskRoot.resolve("k")).hasContent("hello");
      assertThat(commit.outcome()).isEqualTo(Outcome.Copied.of(5));
    }
  }

  @Test
  void anEmptyObjectBecomesAnEmptyFile() {
    assumeMemory();
    server.answer("GetObject", 0L);
    commit(answered(first(Overwrite.ALWAYS, 0), GET)).file().commit();
    assertThat(root.resolve("k")).isEmptyFile();
  }

  @Test
  void whatIsNotCommittedLeavesNothingBehind() throws IOException {
    assumeMemory();
    server.content(ascii("hello")).answer("GetObject", 5L);
    commit(answered(first(Overwrite.ALWAYS, 5), GET));
    assertThat(files(root)).hasSize(1);
    careful.close();
    assertThat(files(root)).isEmpty();
  }

  @Test
  void noFileIsBegunForAnObjectThatIsGone() throws IOException {
    assumeMemory();
    server.answer("GetObject", failed(FailureKind.SOURCE_GONE));
    Step get = first(Overwrite.ALWAYS, 5);
    assertFails(FailureKind.SOURCE_GONE, () -> answered(get, GET));
    assertThat(files(root)).isEmpty();
  }

  @Test
  void whatEndsInASlashAndIsEmptyIsADirectory() throws IOException {
    assertCopied(method(memory, Overwrite.NEVER).first(entry(0), Key.of("d/"), careful), 0);
    assertThat(root.resolve("d")).isDirectory();
    Step skipped = new Step.Done(Outcome.SKIPPED);
    assertThat(method(memory, Overwrite.NEVER).first(entry(0), Key.of("d/"), careful))
        .as("there already")
        .isEqualTo(skipped);
    Entry marker = new Entry(Key.of("photos/"), Entry.Kind.OBJECT, 0, "e", MODIFIED, "");
    assertThat(method(memory, Overwrite.NEVER).first(marker, Key.EMPTY, careful))
        .as("the root")
        .isEqualTo(skipped);
    assertThat(files(root)).containsExactly("d");
    assertThat(server.sent()).isEmpty();
  }

  @Test
  void aDirectoryWithDataIsRefused() {
    assumeMemory();
    server.content(ascii("hello")).answer("GetObject", 5L);
    Step get = method(memory, Overwrite.ALWAYS).first(entry(5), Key.of("d/"), careful);
    assertFails(FailureKind.KEY_NOT_REPRESENTABLE, () -> answered(get, GET));
  }

  @Test
  void aFileThatIsThereIsSkippedAsTheRulesSay() throws IOException {
    put("other");
    assertThat(first(Overwrite.NEVER, 5)).isEqualTo(new Step.Done(Outcome.SKIPPED));
    assertThat(first(Overwrite.IF_DIFFERENT, 5)).isInstanceOf(Step.Ask.class);
    Files.setLastModifiedTime(root.resolve("k"), FileTime.fromMillis(MODIFIED));
    assertThat(first(Overwrite.IF_DIFFERENT, 5)).isEqualTo(new Step.Done(Outcome.SKIPPED));
    assertThat(first(Overwrite.IF_DIFFERENT, 6)).isInstanceOf(Step.Ask.class);
    assertThat(first(Overwrite.ALWAYS, 5)).isInstanceOf(Step.Ask.class);
    assertThat(server.sent()).isEmpty();
  }

  /// The sync of a folder that was touched tells when it is another one by now.
  @ParameterizedTest
  @DisplayName("P-08 what is there already is made durable before a checkpoint passes it")
  @CsvSource({"d/k, 5", "d/k, 999999", "d/e/, 0"})
  void whatIsThereAlreadyIsMadeDurable(String name, long size) throws Exception {
    Key key = Key.of(name);
    Path folder = root.resolve("d");
    Files.createDirectories(folder.resolve("e"));
    Files.writeString(folder.resolve("k"), "hello");
    Step step = method(memory, Overwrite.NEVER).first(entry(size), key, careful);
    assertThat(step instanceof Step.Done done ? done.outcome() : run(step))
        .isEqualTo(Outcome.SKIPPED);
    Files.move(folder, root.resolve("moved"));
    assertFails(FailureKind.IO_ERROR, memory::syncDirectories);
  }

  @Test
  void aFileThatIsThereIsReplacedUnlessTheRulesSayNever() throws IOException {
    assumeMemory();
    server.content(ascii("hello")).answer("GetObject", 5L);
    Step.Commit never = commit(answered(first(Overwrite.NEVER, 5), GET));
    put("other");
    assertFails(FailureKind.DESTINATION_EXISTS, () -> never.file().commit());
    assertThat(root.resolve("k")).hasContent("other");
    try (Attempt next = new Attempt(buffers, false)) {
      Step get = method(memory, Overwrite.IF_DIFFERENT).first(entry(5), DESTINATION, next);
      commit(answered(get, GET)).file().commit();
    }
    assertThat(root.resolve("k")).hasContent("hello");
  }

  @Test
  void onlyWhoMayAssumeDoesNotLookWhereNothingShouldBe() throws IOException {
    assumeMemory();
    emptyAndOurs();
    server.content(ascii("hello")).answer("GetObject", 5L);
    put("other");
    Restore method = method(memory, Overwrite.NEVER);
    assertThat(method.first(entry(5), DESTINATION, careful))
        .isEqualTo(new Step.Done(Outcome.SKIPPED));
    assertThat(method.first(entry(5), DESTINATION, assuming)).isInstanceOf(Step.Ask.class);
  }

  @Test
  void whatWasAssumedAbsentIsNeverReplaced() throws IOException {
    assumeMemory();
    emptyAndOurs();
    server.content(ascii("hello")).answer("GetObject", 5L);
    put("other");
    Restore method = method(memory, Overwrite.ALWAYS);
    Step.Commit wrong = commit(answered(method.first(entry(5), DESTINATION, assuming), GET));
    assertFails(FailureKind.DESTINATION_EXISTS, () -> wrong.file().commit());
    assertThat(root.resolve("k")).hasContent("other");
    commit(answered(method.first(entry(5), DESTINATION, careful), GET)).file().commit();
    assertThat(root.resolve("k")).hasContent("hello");
  }

  @Test
  void whatIsLargerThanOnePartIsFetchedInParts() {
    assertThat(first(Overwrite.ALWAYS, SMALL)).isNotInstanceOf(Step.Blocking.class);
    assertThat(first(Overwrite.ALWAYS, SMALL + 1)).isInstanceOf(Step.Blocking.class);
  }

  @Test
  void aPartHasTheCrtsOwnSizeUnlessSaidOtherwise() {
    Restore small = method(memory, Overwrite.ALWAYS);
    Restore usual = new Restore(small.source(), memory, small.rules(), buffers);
    assertThat(usual.partSize()).isEqualTo(8 << 20);
  }

  @Test
  void everyPartOfALargeObjectLandsWhereItBelongs() throws InterruptedException, IOException {
    assumeMemory();
    server.content(LARGE_CONTENT).answer("GetObject", head(LARGE, VERSION));
    try (Buffers.Loan _ = buffers.lease(2 * SMALL)) {
      assertThat(run(first(Overwrite.ALWAYS, LARGE))).isEqualTo(Outcome.Copied.of(LARGE));
    }
    assertThat(root.resolve("k")).hasBinaryContent(LARGE_CONTENT);
    assertThat(Files.getLastModifiedTime(root.resolve("k")).toMillis()).isEqualTo(MODIFIED);
    assertThat(server.sent())
        .containsExactlyInAnyOrder(GET + " range=bytes=0-65535", GET + " range=bytes=65536-65538");
  }

  @Test
  void everyPartOfALargeObjectLandsWhereItBelongsOnADiskToo(@TempDir Path diskRoot)
      throws InterruptedException, IOException {
    try (Volume disk = Volume.open(diskRoot, VolumeAccess.WRITE)) {
      assumeDisk(disk);
      server
          .content(LARGE_CONTENT)
          .answer("GetObject", head(LARGE, VERSION))
          .answer(GET + " range=bytes=0-", failed(FailureKind.CONNECTION), head(LARGE, VERSION));
      run(method(disk, Overwrite.ALWAYS).first(entry(LARGE), DESTINATION, careful));
      assertThat(diskRoot.resolve("k")).hasBinaryContent(LARGE_CONTENT);
    }
  }

  @Test
  void aLargeObjectIsSkippedAndReplacedAsTheRulesSay() throws InterruptedException, IOException {
    put("other");
    assertThat(run(first(Overwrite.NEVER, LARGE))).isEqualTo(Outcome.SKIPPED);
    assertThat(server.sent()).isEmpty();
    server.content(LARGE_CONTENT).answer("GetObject", head(LARGE, VERSION));
    run(first(Overwrite.IF_DIFFERENT, LARGE));
    assertThat(root.resolve("k")).hasBinaryContent(LARGE_CONTENT);
  }

  @Test
  void aLargeObjectDoesNotReplaceWhatArrivedMeanwhile() throws IOException {
    server
        .content(LARGE_CONTENT)
        .answer(
            "GetObject",
            (ScriptedServer.Answer)
                _ -> {
                  putUnchecked("other");
                  return head(LARGE, VERSION);
                });
    assertFails(FailureKind.DESTINATION_EXISTS, () -> run(first(Overwrite.NEVER, LARGE)));
    assertThat(root.resolve("k")).hasContent("other");
    assertThat(files(root)).containsExactly("k");
  }

  @Test
  void aPartThatFailedIsFetchedAgain() throws InterruptedException {
    server
        .content(LARGE_CONTENT)
        .answer("GetObject", head(LARGE, VERSION))
        .answer(GET + " range=bytes=0-", failed(FailureKind.CONNECTION), head(LARGE, VERSION));
    Retries retries = new Retries();
    run(first(Overwrite.ALWAYS, LARGE), retries);
    assertThat(retries.total()).isEqualTo(2);
    assertThat(root.resolve("k")).hasBinaryContent(LARGE_CONTENT);
  }

  @Test
  void aLargeObjectThatFailsLeavesNothingBehind(@TempDir Path diskRoot) throws IOException {
    try (Volume disk = Volume.open(diskRoot, VolumeAccess.WRITE)) {
      server
          .content(LARGE_CONTENT)
          .answer("GetObject", head(LARGE, VERSION))
          .answer(GET + " range=bytes=65536", failed(FailureKind.SOURCE_CHANGED));
      assertFails(FailureKind.SOURCE_CHANGED, () -> run(first(Overwrite.ALWAYS, LARGE)));
      assertFails(
          FailureKind.SOURCE_CHANGED,
          () -> run(method(disk, Overwrite.ALWAYS).first(entry(LARGE), DESTINATION, careful)));
      assertThat(files(root)).isEmpty();
      assertThat(files(diskRoot)).isEmpty();
    }
  }

  @Test
  void looksAgainAtTheSource() throws InterruptedException {
    server.answer("HeadObject s3://from/s", head(7, "new"));
    assertThat(method(memory, Overwrite.ALWAYS).lookAgain(entry(5), new Retries()).etag())
        .isEqualTo("new");
  }

  @Test
  void eventLoopsWriteFilesOnlyIntoMemory(@TempDir Path diskRoot) {
    try (Volume disk = Volume.open(diskRoot, VolumeAccess.WRITE)) {
      assertThat(method(memory, Overwrite.ALWAYS).runsOn(3))
          .isEqualTo(new RunsOn(memory.writers(3), memory.inMemory()));
      assertThat(method(disk, Overwrite.ALWAYS).runsOn(3))
          .isEqualTo(new RunsOn(disk.writers(3), disk.inMemory()));
    }
  }

  /// Has the volume take its root for its own.
  private void emptyAndOurs() throws IOException {
    memory.create(Key.of("first"), 0).commit(MODIFIED, true);
    assertThat(memory.assumedAbsent(DESTINATION)).isTrue();
  }

  private void put(String content) throws IOException {
    Files.writeString(root.resolve("k"), content);
  }

  private void putUnchecked(String content) {
    try {
      put(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Step.Commit commit(Step step) {
    assertThat(step).isInstanceOf(Step.Commit.class);
    return (Step.Commit) step;
  }

  private Step first(Overwrite overwrite, long size) {
    return method(memory, overwrite).first(entry(size), DESTINATION, careful);
  }

  private Restore method(Volume volume, Overwrite overwrite) {
    CopyRules rules = new CopyRules(overwrite, Comparison.S3_TO_VOLUME, false);
    S3Source source = new S3Source(server.bucket("from"), retrier(1));
    return new Restore(source, volume, rules, buffers, SMALL);
  }

  private void assumeMemory() {
    assumeTrue(memory.inMemory(), "a file system in memory at /dev/shm");
  }

  private static void assumeDisk(Volume disk) {
    assumeTrue(!disk.inMemory(), "temporary files that are not in memory");
  }
}
