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
  void a_committed_file_has_its_bytes_its_time_and_plain_permissions() throws IOException {
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
  void opening_for_writing_leaves_nothing_behind() {
    assertThat(everything(root)).isEmpty();
  }

  @Test
  void an_empty_file_is_a_file() {
    put(volume, "empty", "");
    assertThat(root.resolve("empty")).isEmptyFile();
  }

  @Test
  void until_its_commit_a_file_is_not_seen_under_its_name_nor_listed() {
    try (FileWrite write = begin(volume, Key.of("d/f"), "new")) {
      assertThat(root.resolve("d/f")).doesNotExist();
      assertThat(list(volume, Key.EMPTY, 10)).isEmpty();
      write.commit(MODIFIED, false);
    }
    assertThat(keys(list(volume, Key.EMPTY, 10))).containsExactly("d/f");
  }

  @Test
  void an_aborted_write_leaves_the_old_content_and_no_temporary_file() {
    put(volume, "f", "old");
    begin(volume, Key.of("f"), "new").abort();
    assertThat(root.resolve("f")).hasContent("old");
    assertThat(everything(root)).containsExactly("f");
  }

  @Test
  void a_write_that_got_too_few_bytes_cannot_be_committed() {
    put(volume, "f", "old");
    try (FileWrite write = volume.create(Key.of("f"), 10)) {
      write.write(VolumeFixture.direct("short"), 0);
      assertFails(() -> write.commit(MODIFIED, false), FailureKind.BAD_RESPONSE, "ShortBody");
    }
    assertThat(root.resolve("f")).hasContent("old");
    assertThat(everything(root)).containsExactly("f");
  }

  @Test
  void ranges_may_be_written_in_any_order() {
    try (FileWrite write = volume.create(Key.of("f"), 6)) {
      write.write(VolumeFixture.direct("def"), 3);
      write.write(VolumeFixture.direct("abc"), 0);
      write.commit(MODIFIED, false);
    }
    assertThat(root.resolve("f")).hasContent("abcdef");
  }

  @Test
  void without_permission_to_replace_an_existing_file_stays() {
    put(volume, "f", "old");
    FileWrite write = begin(volume, Key.of("f"), "new");
    assertFails(() -> write.commit(MODIFIED, true), FailureKind.DESTINATION_EXISTS, "EEXIST");
    assertThat(root.resolve("f")).hasContent("old");
    assertThat(everything(root)).containsExactly("f");
  }

  @Test
  void a_key_that_ends_in_a_slash_is_a_directory() {
    volume.makeDirectory(Key.of("x/y/"));
    assertThat(root.resolve("x/y")).isDirectory();
    assertThat(volume.stat(Key.of("x/y/"))).isNotNull();
    assertThat(volume.stat(Key.of("x/y"))).isNull();
  }

  @Test
  void what_is_absent_is_null_and_cannot_be_read() {
    assertThat(volume.stat(Key.of("no"))).isNull();
    assertThat(volume.stat(Key.of("no/such/file"))).isNull();
    assertFails(() -> volume.read(Key.of("no/file")), FailureKind.SOURCE_GONE, "ENOENT");
  }

  @Test
  void a_directory_in_the_way_of_a_file_stays_and_the_file_fails() {
    put(volume, "a/b", "below");
    FileWrite write = begin(volume, Key.of("a"), "file");
    assertFails(() -> write.commit(MODIFIED, false), FailureKind.KEY_COLLISION, "KeyCollision");
    assertThat(everything(root)).containsExactly("a", "a/b");
  }

  @Test
  void a_file_in_the_way_of_a_directory_stays_and_what_is_below_fails() {
    put(volume, "a", "file");
    assertThatThrownBy(() -> volume.create(Key.of("a/b/c"), 1))
        .hasMessageContaining(root + "/a: a file is where a directory must be");
    assertFails(
        () -> volume.makeDirectory(Key.of("a/")), FailureKind.KEY_COLLISION, "KeyCollision");
    assertThat(everything(root)).containsExactly("a");
  }

  @Test
  void a_directory_removed_while_in_use_is_made_again() throws IOException {
    put(volume, "d/e/f", "1");
    Files.delete(root.resolve("d/e/f"));
    Files.delete(root.resolve("d/e"));
    Files.delete(root.resolve("d"));
    assertThat(volume.stat(Key.of("d/e/f"))).isNull();
    put(volume, "d/e/g", "2");
    assertThat(root.resolve("d/e/g")).hasContent("2");
  }

  @Test
  void files_of_a_directory_moved_away_are_not_reported_durable() throws IOException {
    put(volume, "d/f", "1");
    Files.move(root.resolve("d"), root.resolve("elsewhere"));
    assertFails(volume::syncDirectories, FailureKind.IO_ERROR, "DirectoryReplaced");
  }

  @Test
  void a_file_that_changes_while_read_is_noticed() throws IOException {
    put(volume, "f", "one");
    try (FileRead read = volume.read(Key.of("f"))) {
      assertThat(read.unchanged()).isTrue();
      Files.writeString(root.resolve("f"), "two");
      assertThat(read.unchanged()).isFalse();
    }
  }

  @Test
  void names_that_are_not_utf8_are_written_listed_and_read() {
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
