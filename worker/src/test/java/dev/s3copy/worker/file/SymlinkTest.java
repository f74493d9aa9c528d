// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.everything;
import static dev.s3copy.worker.file.VolumeFixture.list;
import static dev.s3copy.worker.file.VolumeFixture.put;
import static dev.s3copy.worker.file.VolumeTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymlinkTest {
  @TempDir(factory = MemoryTempDir.class)
  Path scratch;

  private Path root;
  private Path outside;

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectory(scratch.resolve("root"));
    outside = Files.createDirectory(scratch.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noPathLeadsThroughALink(boolean atOnce) throws IOException {
    Files.createDirectory(root.resolve("d"));
    Files.createSymbolicLink(root.resolve("d/out"), outside);
    Files.createSymbolicLink(root.resolve("in"), Path.of("d"));
    try (Volume volume = open(root, atOnce)) {
      for (String key : List.of("d/out/f", "in/f", "d/out/sub/f")) {
        assertFails(
            () -> volume.create(Key.of(key), 0),
            FailureKind.KEY_NOT_REPRESENTABLE,
            "SymlinkInPath");
      }
      assertFails(
          () -> volume.read(Key.of("d/out/secret")),
          FailureKind.KEY_NOT_REPRESENTABLE,
          "SymlinkInPath");
    }
    assertThat(everything(outside)).containsExactly("secret");
  }

  @Test
  void aLinkUnderTheFinalNameIsReplacedAndNotWrittenThrough() throws IOException {
    Files.createSymbolicLink(root.resolve("f"), outside.resolve("secret"));
    try (Volume volume = open(root, true)) {
      assertFails(
          () -> volume.read(Key.of("f")), FailureKind.KEY_NOT_REPRESENTABLE, "SymlinkInPath");
      assertThat(volume.stat(Key.of("f"))).extracting("kind").isEqualTo(Entry.Kind.SYMLINK);
      put(volume, "f", "mine");
    }
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(root.resolve("f")).hasContent("mine").matches(Files::isRegularFile);
  }

  @Test
  void linksAreListedAsSuchAndNeverFollowed() throws IOException {
    Files.writeString(root.resolve("file"), "content");
    Files.createDirectory(root.resolve("d"));
    Files.createSymbolicLink(root.resolve("d/inside"), Path.of("../file"));
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(root.resolve("dir"), Path.of("d"));
    Files.createSymbolicLink(root.resolve("out"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("up"), Path.of("../outside/secret"));
    try (Volume volume = Volume.open(root, VolumeAccess.READ)) {
      assertThat(objects(volume)).containsExactly("file");
      assertThat(list(volume, Key.EMPTY, 2)).hasSize(6);
      for (String key : List.of("d/inside", "dangling", "dir", "out", "up")) {
        assertFails(
            () -> volume.read(Key.of(key)), FailureKind.KEY_NOT_REPRESENTABLE, "SymlinkInPath");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDirectorySwappedForALinkAllTheTimeNeverLeadsOutside(boolean atOnce) throws Exception {
    Path swapped = Files.createDirectory(root.resolve("swapped"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), outside);
    AtomicBoolean done = new AtomicBoolean();
    FutureTask<Boolean> swaps = new FutureTask<>(() -> swap(swapped, link, done), true);
    Thread.ofPlatform().start(swaps);
    int written = 0;
    try {
      for (int i = 0; i < 300; i++) written += writeSome(i, atOnce);
    } finally {
      done.set(true);
      assertThat(swaps.get()).isTrue();
    }
    assertThat(everything(outside)).containsExactly("secret");
    assertThat(written).as("some got through between two swaps").isPositive();
  }

  /// Directory and link change places: each is at the path about half of the time.
  private void swap(Path swapped, Path link, AtomicBoolean done) {
    Path aside = scratch.resolve("aside");
    try {
      Path taken = Files.createDirectory(scratch.resolve("taken"));
      while (!done.get()) {
        move(swapped, aside, taken);
        move(link, swapped, taken);
        move(swapped, link, taken);
        move(aside, swapped, taken);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The volume makes the directory anew whenever it is away: then that one is put away.
  private static void move(Path from, Path to, Path taken) throws IOException {
    while (true) {
      try {
        Files.move(from, to);
        return;
      } catch (FileSystemException e) {
        if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) throw e;
        Files.move(to, taken.resolve(Long.toString(System.nanoTime())));
      }
    }
  }

  /// A new volume, so that every path is looked up anew.
  private int writeSome(int round, boolean atOnce) {
    int written = 0;
    try (Volume volume = open(root, atOnce)) {
      for (int i = 0; i < 10; i++) {
        try {
          put(volume, "swapped/d" + round + "-" + i + "/f", "x");
          written++;
        } catch (StoreException e) {
          // The link was there, or the directory was not.
        }
      }
    }
    return written;
  }

  private static List<String> objects(Volume volume) {
    return list(volume, Key.EMPTY, 2).stream()
        .filter(e -> e.kind() == Entry.Kind.OBJECT)
        .map(e -> e.key().toString())
        .toList();
  }

  private static Volume open(Path root, boolean atOnce) {
    VolumeRoot opened = VolumeRoot.open(root, VolumeAccess.WRITE);
    RootedOpen beneath = atOnce ? opened.beneath() : new RootedOpen.Stepwise(opened.file());
    VolumeRoot used =
        new VolumeRoot(
            opened.file(), beneath, opened.failures(), opened.temporary(), opened.probe());
    return new Volume(used, new NameBudget());
  }
}
