// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.Fault;
import dev.s3copy.testkit.FaultRule;
import dev.s3copy.testkit.s3.S3Operation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A power cut, as far as one machine can play it: a file system in an image file, which is copied
/// while it is mounted. The copy has what was on the disk at that moment and nothing of what was
/// still in memory. The state folder lies elsewhere, as a cluster's checkpoints do.
@Timeout(120)
class PowerCutIT {
  private static final int FILES = 2_000;
  private static final int FOLDERS = 10;
  private static final long IMAGE_BYTES = 96L << 20;

  /// What the server is slow with: the last key, so that the run cannot end before it is killed.
  private static final String SLOW = "slow";

  /// Longer than the test: the journal is written when somebody asks for it, and not before.
  private static final String MOUNT = "loop,commit=300";

  @TempDir private Path folder = Path.of("");
  private final Deque<Path> mounted = new ArrayDeque<>();

  @AfterEach
  void unmount() throws Exception {
    for (Path mount : mounted) command("umount", mount.toString());
  }

  @Test
  @DisplayName("P-08 P-13 killed before the checkpoint, gone on, then a power cut: all is there")
  void whatIsCountedSurvivesAPowerCut() throws Exception {
    try (Stage stage = new Stage(folder)) {
      fill(stage);
      Path image = mountNewFileSystem(stage.target);
      killOnceAllHaveTheirNames(stage);
      stage.server.remove("source", Key.of(SLOW));
      stage.faults.clear();

      Launched.Ended ended =
          Launched.of(folder, stage.run(stage.restore(), "--output", "json")).end();
      Path crashed = copy(image);
      assertThat(ended.exit()).as(ended.err()).isZero();
      JsonNode objects = new ObjectMapper().readTree(lastLine(ended)).path("objects");
      List<Key> keys = stage.server.keys("source");
      assertThat(objects.path("copied").asInt() + objects.path("skipped").asInt())
          .isEqualTo(keys.size());

      Path after = Files.createDirectory(folder.resolve("after"));
      assertThat(mount(crashed, after, "loop")).as("the journal is replayed").isTrue();
      long missing = keys.stream().filter(key -> !isThere(stage, after, key)).count();
      System.out.printf("%s; after the power cut %d are missing%n", objects, missing);
      assertThat(missing).isZero();
    }
  }

  private static void fill(Stage stage) {
    for (int i = 0; i < FILES; i++) {
      String key = "many/%d/%04d".formatted(i % FOLDERS, i);
      stage.server.put(
          "source", key, key.repeat(1 + i % 50).getBytes(StandardCharsets.UTF_8), Map.of());
    }
    stage.server.put("source", SLOW, new byte[1], Map.of());
    stage.faults.add(
        FaultRule.of("slow", new Fault.Stall(Duration.ofMinutes(1)))
            .on(S3Operation.GET_OBJECT)
            .onKey(SLOW));
  }

  private void killOnceAllHaveTheirNames(Stage stage) throws Exception {
    Launched run = Launched.of(folder, stage.run(stage.restore()));
    int wanted = stage.server.count("source") - 1;
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (names(stage.target) < wanted && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    run.kill();
    assertThat(names(stage.target)).isEqualTo(wanted);
  }

  private static int names(Path target) {
    return finished(target)
        + Stream.of(folders(target))
            .mapToInt(name -> finished(target.resolve("many/" + name)))
            .sum();
  }

  private static String[] folders(Path target) {
    String[] names = target.resolve("many").toFile().list();
    return names == null ? new String[0] : names;
  }

  private static int finished(Path path) {
    String[] names = path.toFile().list((_, name) -> name.matches("object-.*|\\d+"));
    return names == null ? 0 : names.length;
  }

  private static boolean isThere(Stage stage, Path root, Key key) {
    try {
      byte[] bytes = Files.readAllBytes(root.resolve(key.toString()));
      return Arrays.equals(bytes, stage.server.read("source", key));
    } catch (IOException e) {
      return false;
    }
  }

  private static String lastLine(Launched.Ended ended) {
    return ended.out().lines().toList().getLast();
  }

  private Path mountNewFileSystem(Path target) throws Exception {
    Path image = folder.resolve("disk");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(IMAGE_BYTES);
    }
    // Nothing is left to be written later, as a new file system likes to do.
    String eager = "lazy_itable_init=0,lazy_journal_init=0";
    assumeTrue(
        command("mkfs.ext4", "-q", "-F", "-N", "8192", "-E", eager, image.toString()) == 0,
        "mkfs.ext4 is missing");
    assumeTrue(
        mount(image, target, MOUNT), "only root may mount an image, and it needs a loop device");
    return image;
  }

  private boolean mount(Path image, Path where, String options) throws Exception {
    boolean works = command("mount", "-o", options, image.toString(), where.toString()) == 0;
    if (works) mounted.push(where);
    return works;
  }

  private Path copy(Path image) throws Exception {
    Path copy = folder.resolve("disk-after");
    assertThat(command("cp", "--sparse=always", image.toString(), copy.toString())).isZero();
    return copy;
  }

  private static int command(String... words) throws Exception {
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
