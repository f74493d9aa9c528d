// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.begin;
import static dev.s3copy.worker.file.VolumeFixture.everything;
import static dev.s3copy.worker.file.VolumeFixture.put;
import static dev.s3copy.worker.file.VolumeTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On small file systems of its own; only the superuser may mount them.
class MountTest {
  private static final String WHY = "no file system can be mounted here";

  @TempDir Path scratch;
  private Path root;
  private final Deque<Path> mounted = new ArrayDeque<>();

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectory(scratch.resolve("root"));
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    for (Path mount : mounted) new ProcessBuilder("umount", mount.toString()).start().waitFor();
  }

  @Test
  void noSpaceLeftIsSaidWithThePathAndLeavesWhatWasThere() throws Exception {
    mount(root, "size=1m");
    try (Volume volume = open()) {
      put(volume, "old", "old");
      assertThatThrownBy(() -> put(volume, "old", "x".repeat(2 << 20)))
          .hasMessageContaining(root + "/old: no space left: ");
      assertFails(
          () -> volume.create(Key.of("large"), 64L << 20), FailureKind.DESTINATION_FULL, "ENOSPC");
    }
    assertThat(everything(root)).containsExactly("old");
    assertThat(root.resolve("old")).hasContent("old");
  }

  @Test
  void noInodesLeftIsToldFromNoSpaceLeft() throws Exception {
    mount(root, "size=1m,nr_inodes=6");
    try (Volume volume = open()) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 9; i++) put(volume, "f" + i, "x");
              })
          .hasMessageContaining("no inodes left: 0 of 6 free");
    }
    assertThatThrownBy(this::open).hasMessageContaining("no inodes left");
  }

  @Test
  void aVolumeMountedReadOnlyIsRefusedForWritingAndCanBeRead() throws Exception {
    mount(root, "size=1m");
    Files.writeString(root.resolve("f"), "content");
    try (Volume volume = open()) {
      mount(root, "remount,ro");
      assertFails(
          () -> begin(volume, Key.of("g"), "x"), FailureKind.DESTINATION_READ_ONLY, "EROFS");
    }
    assertFails(this::open, FailureKind.DESTINATION_READ_ONLY, "EROFS");
    try (Volume volume = Volume.open(root, VolumeAccess.READ)) {
      assertThat(VolumeFixture.get(volume, Key.of("f"))).isEqualTo("content");
    }
  }

  @Test
  void anotherFileSystemBelowTheRootIsNotEntered() throws Exception {
    Path inner = Files.createDirectory(root.resolve("inner"));
    mount(inner, "size=1m");
    Files.writeString(inner.resolve("f"), "content");
    try (Volume volume = open()) {
      put(volume, "inner.txt", "x");
      assertThat(volume.page(Key.EMPTY, 10))
          .extracting(e -> e.kind() + " " + e.key())
          .containsExactly(Entry.Kind.OBJECT + " inner.txt", Entry.Kind.MOUNT + " inner/");
      assertFails(
          () -> volume.create(Key.of("inner/g"), 0),
          FailureKind.KEY_NOT_REPRESENTABLE,
          "MountInPath");
    }
  }

  @Test
  void keysThatDifferOnlyInCaseStayApartOnAFileSystemThatFoldsIt() throws Exception {
    mount(root, "size=1m,casefold");
    Child.require("this file system cannot fold case", "chattr", "+F", root.toString());
    try (Volume volume = open()) {
      put(volume, "Dir/Name", "first");
      put(volume, "Dir/Name", "second");
      assertFails(() -> put(volume, "Dir/name", "x"), FailureKind.KEY_COLLISION, "KeyCollision");
      assertFails(() -> put(volume, "dir/other", "x"), FailureKind.KEY_COLLISION, "KeyCollision");
    }
    assertThat(everything(root)).containsExactly("Dir", "Dir/Name");
    assertThat(root.resolve("Dir/Name")).hasContent("second");
  }

  private Volume open() {
    return Volume.open(root, VolumeAccess.WRITE);
  }

  private void mount(Path where, String options) throws IOException, InterruptedException {
    Child.require(
        WHY + ": " + options, "mount", "-t", "tmpfs", "-o", options, "none", where.toString());
    if (!options.startsWith("remount")) mounted.push(where);
  }
}
