// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.testkit.S3Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tries every operation on every sample with one server, and says what became of it.
///
/// A sample has buckets of its own: what a server turns out not to know in a run then concerns this
/// sample.
final class ServerTrials {
  static final String WORKS = "works";
  static final String NOTHING = "–";

  private final Path folder;
  private final S3Access origin;
  private final Judge originJudge;
  private final S3Access server;
  private final Judge judge;
  private final List<String> losses = new ArrayList<>();

  /// @param server as runs reach it
  /// @param judge of the same server; through no front
  ServerTrials(Path folder, S3Access origin, Judge originJudge, S3Access server, Judge judge) {
    this.folder = folder;
    this.origin = origin;
    this.originJudge = originJudge;
    this.server = server;
    this.judge = judge;
  }

  /// What was counted as copied and is not there, or not as it was, and nobody said so.
  List<String> losses() {
    return losses;
  }

  /// @return operation, sample → what became of it
  Map<Operation, Map<String, String>> tryAll(List<Sample> samples) throws Exception {
    Map<Operation, Map<String, String>> cells = new EnumMap<>(Operation.class);
    int number = 0;
    for (Sample sample : samples) {
      SampleTrial trial = new SampleTrial(sample, "%s-s%02d".formatted(server.name(), number++));
      trial.fill();
      for (Operation operation : Operation.values()) {
        cells
            .computeIfAbsent(operation, _ -> new LinkedHashMap<>())
            .put(sample.title(), trial.cell(operation));
      }
    }
    return cells;
  }

  private final class SampleTrial {
    private final Sample sample;
    private final String stem;
    private final Trial trial;
    private final Map<String, String> refused = new TreeMap<>();
    private Set<String> listed = Set.of();

    SampleTrial(Sample sample, String stem) throws IOException {
      this.sample = sample;
      this.stem = stem.replace(' ', '-').toLowerCase(java.util.Locale.ROOT);
      this.trial = new Trial(Files.createDirectories(folder.resolve(this.stem)), origin, server);
    }

    private String bucket(String end) {
      return stem + "-" + end;
    }

    void fill() {
      originJudge.createBucket(bucket("src"));
      judge.createBucket(bucket("src"));
      for (Sample.Item item : sample.items()) {
        originJudge.put(bucket("src"), item);
        String refusal = judge.put(bucket("src"), item);
        if (refusal != null) refused.put(item.key(), refusal);
        else if (judge.lost(bucket("src"), item).contains("tags")) judge.tag(bucket("src"), item);
      }
      listed = judge.keys(bucket("src"));
    }

    String cell(Operation operation) throws Exception {
      if (operation.ofFiles() && !sample.files()) return NOTHING;
      if (operation == Operation.BACKUP && !writeFiles()) return NOTHING;
      if (operation != Operation.RESTORE) judge.createBucket(bucket(end(operation)));
      Trial.Outcome outcome = run(operation, "first");
      if (!outcome.stopped().isEmpty()) return "impossible: the run ends, " + outcome.stopped();
      String cell = judged(operation, outcome);
      if (outcome.uncounted() != 0) lose(operation, outcome.uncounted() + " keys not counted");
      Trial.Outcome again = run(operation, "again");
      return again.copied() == 0 ? cell : cell + "; copied again by the next run";
    }

    private static String end(Operation operation) {
      return operation.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private Trial.Outcome run(Operation operation, String name) throws Exception {
      String there = trial.bucket(server, bucket(end(operation)));
      String source = trial.bucket(server, bucket("src"));
      String state = end(operation) + name;
      String settings = operation.settings();
      return switch (operation) {
        case SERVER_SIDE, STREAM -> trial.run(state, source, there, settings);
        case COPIED_IN -> trial.run(state, trial.bucket(origin, bucket("src")), there, settings);
        case BACKUP -> trial.run(state, RunFixture.claim(), there, settings);
        case RESTORE -> trial.run(state, source, RunFixture.claim(), settings);
      };
    }

    /// Whether a file system can hold the sample.
    private boolean writeFiles() throws IOException {
      for (Sample.Item item : sample.items()) {
        if (item.key().endsWith("/") || !isPath(item.key())) return false;
      }
      for (Sample.Item item : sample.items()) {
        Path file = trial.volume().resolve(item.key());
        if (Files.isRegularFile(file.getParent())) return false;
        Files.createDirectories(file.getParent());
        Files.write(file, item.body());
        // As young as its copy it would be copied again, to be sure.
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
      }
      return true;
    }

    private static boolean isPath(String key) {
      if (key.startsWith("/") || key.contains("//") || key.contains("..")) return false;
      try {
        return Path.of(key).getFileName().toString().length() <= 255;
      } catch (InvalidPathException e) {
        return false;
      }
    }

    private String judged(Operation operation, Trial.Outcome outcome) throws IOException {
      Set<String> remarks = new TreeSet<>();
      Set<String> there =
          operation == Operation.RESTORE ? Set.of() : judge.keys(bucket(end(operation)));
      for (Sample.Item item : sample.items()) {
        String remark = remark(operation, outcome, item, there);
        if (!remark.isEmpty()) remarks.add(remark);
      }
      if (!remarks.isEmpty()) return "impossible: " + String.join("; ", remarks);
      return outcome.missing().isEmpty()
          ? WORKS
          : "worked around: " + String.join(", ", outcome.missing());
    }

    /// @return what is wrong with one object; empty for nothing
    private String remark(
        Operation operation, Trial.Outcome outcome, Sample.Item item, Set<String> there)
        throws IOException {
      String key = item.key();
      String name = sample.items().size() == 1 ? "" : "`" + key + "` ";
      if (operation.readsServer()) {
        if (refused.containsKey(key)) return name + "refused by the server, " + refused.get(key);
        if (!listed.contains(key)) return name + "not listed by the server";
      }
      String failure = outcome.failed().get(key);
      if (failure != null) return name + failure;
      if (operation == Operation.RESTORE) {
        if (!isRestored(item)) lose(operation, key + " is not in the volume");
        return "";
      }
      if (!there.contains(key) || !judge.hasContent(bucket(end(operation)), item)) {
        lose(operation, key + (there.contains(key) ? " has other content" : " is not listed"));
        return name + "LOST";
      }
      return withoutAttributes(operation, outcome, item);
    }

    private String withoutAttributes(Operation operation, Trial.Outcome outcome, Sample.Item item) {
      if (operation == Operation.BACKUP) return "";
      Set<String> lost = judge.lost(bucket(end(operation)), item);
      if (lost.isEmpty()) return "";
      List<String> said =
          outcome.limitations().stream().filter(code -> code.contains("Tags")).toList();
      if (lost.equals(Set.of("tags")) && !said.isEmpty()) return String.join(", ", said);
      Set<String> unkept = unkept(operation, item);
      if (unkept.containsAll(lost)) return "the server does not keep it";
      lost.removeAll(unkept);
      lose(operation, item.key() + " is without " + lost);
      return "LOST " + lost;
    }

    /// What the server does not keep either for the SDK, with the same requests.
    private Set<String> unkept(Operation operation, Sample.Item item) {
      Set<String> unkept = new TreeSet<>(judge.lost(bucket("src"), item));
      // Where tags are dropped that the source has, the run must say so (P-05).
      if (operation == Operation.COPIED_IN) unkept.remove("tags");
      if (operation == Operation.SERVER_SIDE) {
        judge.createBucket(bucket("sdk"));
        judge.copy(bucket("src"), bucket("sdk"), item);
        unkept.addAll(judge.lost(bucket("sdk"), item));
      }
      return unkept;
    }

    private boolean isRestored(Sample.Item item) throws IOException {
      Path file = trial.volume().resolve(item.key());
      if (item.key().endsWith("/")) return item.size() == 0;
      return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), item.body());
    }

    private void lose(Operation operation, String what) {
      losses.add("%s, %s, %s: %s".formatted(server.name(), operation, sample.title(), what));
    }
  }
}
