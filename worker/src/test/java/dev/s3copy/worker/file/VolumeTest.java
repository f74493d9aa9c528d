// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.MODIFIED;
import static dev.s3copy.worker.file.VolumeFixture.begin;
import static dev.s3copy.worker.file.VolumeFixture.everything;
import static dev.s3copy.worker.file.VolumeFixture.get;
import static dev.s3copy.worker.file.VolumeFixture.keys;
import static dev.s3copy.worker.file.VolumeFixture.list;
import static dev.s3copy.worker.file.VolumeFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeTest {
  @TempDir Path root;
  private Volume volume;

  @BeforeEach
  void open() {
    volume = Volume.open(root, VolumeAccess.WRITE);
  }

  @AfterEach
  void close() {
    volume.close();
  }

  @Test
  void aCommittedFileHasItsBytesItsTimeAndPlainPermissions() throws IOException {
    put(volume, "a/b/c.txt", "hello");
    Path file = root.resolve("a/b/c.txt");
    assertThat(file).hasContent("hello");
    assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(MODIFIED);
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    assertThat(mode).startsWith("rw-").doesNotContain("x");
    assertThat(volume.stat(Key.of("a/b/c.txt")))
        .isEqualTo(new FileStat(Entry.Kind.OBJECT, 5, MODIFIED));
    assertThat(get(volume, Key.of("a/b/c.txt"))).isEqualTo("hello");
    volume.syncDirectories();
    assertThat(volume.fsyncUnsupported()).isFalse();
  }

  @Test
  void openingForWritingLeavesNothingBehind() {
    assertThat(everything(root)).isEmpty();
  }

  @Test
  void anEmptyFileIsAFile() {
    put(volume, "empty", "");
    assertThat(root.resolve("empty")).isEmptyFile();
  }

  @Test
  void untilItsCommitAFileIsNotSeenUnderItsNameNorListed() {
    try (FileWrite write = begin(volume, Key.of("d/f"), "new")) {
      assertThat(root.resolve("d/f")).doesNotExist();
      assertThat(list(volume, Key.EMPTY, 10)).isEmpty();
      write.commit(MODIFIED, false);
    }
    assertThat(keys(list(volume, Key.EMPTY, 10))).containsExactly("d/f");
  }

  @Test
  void anAbortedWriteLeavesTheOldContentAndNoTemporaryFile() {
    put(volume, "f", "old");
    begin(volume, Key.of("f"), "new").abort();
    assertThat(root.resolve("f")).hasContent("old");
    assertThat(everything(root)).containsExactly("f");
  }

  @Test
  void nobodyCanGuessTheNextTemporaryName() throws IOException {
    try (FileWrite first = begin(volume, Key.of("first"), "1")) {
      String seen = everything(root).getFirst();
      String run = seen.substring(0, seen.lastIndexOf('-') + 1);
      for (int i = 0; i < 100; i++) {
        Files.writeString(root.resolve(run + Integer.toHexString(i + 1) + ".part"), "planted");
      }
      put(volume, "second", "2");
      first.commit(MODIFIED, false);
    }
    assertThat(root.resolve("second")).hasContent("2");
  }

  @Test
  void aWriteThatGotTooFewBytesCannotBeCommitted() {
    put(volume, "f", "old");
    try (FileWrite write = volume.create(Key.of("f"), 10)) {
      write.write(VolumeFixture.direct("short"), 0);
      assertFails(() -> write.commit(MODIFIED, false), FailureKind.BAD_RESPONSE, "ShortBody");
    }
    assertThat(root.resolve("f")).hasContent("old");
    assertThat(everything(root)).containsExactly("f");
  }

  @Test
  void rangesMayBeWrittenInAnyOrder() {
    try (FileWrite write = volume.create(Key.of("f"), 6)) {
      write.write(VolumeFixture.direct("def"), 3);
      write.write(VolumeFixture.direct("abc"), 0);
      write.commit(MODIFIED, false);
    }
    assertThat(root.resolve("f")).hasContent("abcdef");
  }

  @Test
  void withoutPermissionToReplaceAnExistingFileStays() {
    put(volume, "f", "old");
    FileWrite write = begin(volume, Key.of("f"), "new");
    assertFails(() -> write.commit(MODIFIED, true), FailureKind.DESTINATION_EXISTS, "EEXIST");
    assertThat(root.resolve("f")).hasContent("old");
    assertThat(everything(root)).containsExactly("f");
  }

  @Test
  void aKeyThatEndsInASlashIsADirectory() {
    volume.makeDirectory(Key.of("x/y/"));
    assertThat(root.resolve("x/y")).isDirectory();
    assertThat(volume.stat(Key.of("x/y/"))).isNotNull();
    assertThat(volume.stat(Key.of("x/y"))).isNull();
  }

  @Test
  void whatIsAbsentIsNullAndCannotBeRead() {
    assertThat(volume.stat(Key.of("no"))).isNull();
    assertThat(volume.stat(Key.of("no/such/file"))).isNull();
    assertFails(() -> volume.read(Key.of("no/file")), FailureKind.SOURCE_GONE, "ENOENT");
  }

  @Test
  void aDirectoryInTheWayOfAFileStaysAndTheFileFails() {
    put(volume, "a/b", "below");
    FileWrite write = begin(volume, Key.of("a"), "file");
    assertFails(() -> write.commit(MODIFIED, false), FailureKind.KEY_COLLISION, "KeyCollision");
    assertThat(everything(root)).containsExactly("a", "a/b");
  }

  @Test
  void aFileInTheWayOfADirectoryStaysAndWhatIsBelowFails() {
    put(volume, "a", "file");
    assertThatThrownBy(() -> volume.create(Key.of("a/b/c"), 1))
        .hasMessageContaining(root + "/a: a file is where a directory must be");
    assertFails(
        () -> volume.makeDirectory(Key.of("a/")), FailureKind.KEY_COLLISION, "KeyCollision");
    assertThat(everything(root)).containsExactly("a");
  }

  @Test
  void aDirectoryRemovedWhileInUseIsMadeAgain() throws IOException {
    put(volume, "d/e/f", "1");
    Files.delete(root.resolve("d/e/f"));
    Files.delete(root.resolve("d/e"));
    Files.delete(root.resolve("d"));
    assertThat(volume.stat(Key.of("d/e/f"))).isNull();
    put(volume, "d/e/g", "2");
    assertThat(root.resolve("d/e/g")).hasContent("2");
  }

  @Test
  void filesOfADirectoryMovedAwayAreNotReportedDurable() throws IOException {
    put(volume, "d/f", "1");
    Files.move(root.resolve("d"), root.resolve("elsewhere"));
    assertFails(volume::syncDirectories, FailureKind.IO_ERROR, "DirectoryReplaced");
  }

  @Test
  void aFileThatChangesWhileReadIsNoticed() throws IOException {
    put(volume, "f", "one");
    try (FileRead read = volume.read(Key.of("f"))) {
      assertThat(read.unchanged()).isTrue();
      Files.writeString(root.resolve("f"), "two");
      assertThat(read.unchanged()).isFalse();
    }
  }

  @Test
  void namesThatAreNotUtf8AreWrittenListedAndRead() {
    Key latin = Key.ofBytes(new byte[] {'d', (byte) 0xe9, '/', (byte) 0xff, 'x'});
    Key other = Key.ofBytes(new byte[] {'d', (byte) 0xe8, '/', (byte) 0xfe, 'x'});
    put(volume, latin, "latin");
    put(volume, other, "other");
    assertThat(list(volume, Key.EMPTY, 1).stream().map(Entry::key)).containsExactly(other, latin);
    assertThat(get(volume, latin)).isEqualTo("latin");
  }

  static void assertFails(ThrowingCallable call, FailureKind kind, String code) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.failure().kind()).as(e.getMessage()).isEqualTo(kind);
              assertThat(e.failure().code()).isEqualTo(code);
            });
  }
}
