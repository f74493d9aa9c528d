// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.file;

import static dev.s3copy.worker.file.VolumeFixture.MODIFIED;
import static dev.s3copy.worker.file.VolumeFixture.begin;
import static dev.s3copy.worker.file.VolumeFixture.everything;
import static dev.s3copy.worker.file.VolumeFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not looked for, because their directory is new.
class AssumedAbsentTest {
  private static final Key FILE = Key.of("made/f");

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
  void inADirectoryThatTheVolumeHasJustMadeNothingIsAssumed() {
    assertThat(volume.assumedAbsent(FILE)).isFalse();
    put(volume, "made/first", "x");
    assertThat(volume.assumedAbsent(FILE)).isTrue();
    assertThat(volume.assumedAbsent(Key.of("made/below/"))).isFalse();
    assertThat(volume.stat(Key.of("made/first"))).isNotNull();
  }

  @Test
  void inADirectoryThatWasThereEveryFileIsLookedFor() throws IOException {
    Files.createDirectory(root.resolve("old"));
    Files.writeString(root.resolve("old/theirs"), "x");
    put(volume, "old/first", "x");
    put(volume, "first", "x");
    assertThat(volume.assumedAbsent(Key.of("old/f"))).isFalse();
    assertThat(volume.assumedAbsent(Key.of("f"))).isFalse();
  }

  @Test
  void aDirectoryThatWasThereAndEmptyIsAsGoodAsNew() throws IOException {
    Files.createDirectories(root.resolve("lost+found"));
    assertThat(volume.stat(Key.of("f"))).isNull();
    assertThat(volume.assumedAbsent(Key.of("f"))).isFalse();
    put(volume, "first", "x");
    assertThat(volume.assumedAbsent(Key.of("f"))).isTrue();
    Files.createDirectory(root.resolve("old"));
    put(volume, "old/first", "x");
    assertThat(volume.assumedAbsent(Key.of("old/f"))).isTrue();
  }

  @Test
  @DisplayName("P-09 a file put there meanwhile stays, and the directory is trusted no more")
  void aFilePutThereMeanwhileStaysAndTheDirectoryIsTrustedNoMore() throws IOException {
    put(volume, "made/first", "x");
    FileWrite write = begin(volume, FILE, "ours");
    assertThat(volume.assumedAbsent(FILE)).isTrue();
    Files.writeString(root.resolve("made/f"), "theirs");
    assertFails(write, true, FailureKind.DESTINATION_EXISTS);
    assertThat(root.resolve("made/f")).hasContent("theirs");
    assertThat(volume.assumedAbsent(FILE)).isFalse();
    assertThat(volume.assumedAbsent(Key.of("made/other"))).isFalse();
    assertThat(everything(root)).containsExactly("made", "made/f", "made/first");
  }

  @Test
  @DisplayName("P-11 what this run put there itself is not replaced unseen either")
  void whatThisRunPutThereItselfIsNotReplacedUnseenEither() {
    put(volume, FILE, "first");
    assertThat(volume.assumedAbsent(FILE)).isTrue();
    assertFails(begin(volume, FILE, "again"), true, FailureKind.DESTINATION_EXISTS);
    assertThat(volume.assumedAbsent(FILE)).isFalse();
    put(volume, FILE, "again");
    assertThat(root.resolve("made/f")).hasContent("again");
  }

  @Test
  void aTemporaryFileThatWasTakenAwayIsNotASourceThatIsGone() throws IOException {
    FileWrite write = begin(volume, FILE, "ours");
    for (String left : everything(root.resolve("made"))) {
      Files.delete(root.resolve("made").resolve(left));
    }
    assertFails(write, false, FailureKind.IO_ERROR);
  }

  private static void assertFails(FileWrite write, boolean noReplace, FailureKind kind) {
    assertThatThrownBy(() -> write.commit(MODIFIED, noReplace))
        .asInstanceOf(InstanceOfAssertFactories.type(StoreException.class))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(kind));
  }
}
