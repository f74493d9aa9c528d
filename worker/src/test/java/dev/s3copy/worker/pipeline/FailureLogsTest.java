// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FailureLogsTest {
  @TempDir private Path folder;

  @Test
  void linesBeyondTheMarkAreCutOff() {
    FolderFailureLogs logs = new FolderFailureLogs(folder);
    long mark = logs.append("0", 0, "one\n".getBytes(UTF_8));
    logs.append("0", mark, "lost in a crash, or half written to a full disk".getBytes(UTF_8));

    assertThat(logs.append("0", mark, new byte[0])).isEqualTo(mark);
    assertThat(logs.append("0", mark, "two\n".getBytes(UTF_8))).isEqualTo(8);
    assertThat(folder.resolve("failures-0.ndjson")).hasContent("one\ntwo\n");
  }

  @Test
  void joinsTheLogsOfAllShardsInOrder() {
    FolderFailureLogs logs = new FolderFailureLogs(folder);
    logs.append("0", 0, "root\n".getBytes(UTF_8));
    logs.append("0.1", 0, "child\n".getBytes(UTF_8));
    Path all = folder.resolve("all");
    assertThat(logs.join(marks("0", 5, "0.0", 0, "0.1", 6), all)).isTrue();
    assertThat(all).hasContent("root\nchild\n");
    assertThat(logs.join(marks("0.0", 0), all)).isFalse();
  }

  @Test
  void joinsNothingThatBelongsToAnOlderRun() {
    FolderFailureLogs logs = new FolderFailureLogs(folder);
    logs.append("0", 0, "new\nnot counted\n".getBytes(UTF_8));
    logs.append("0.1", 0, "of an older run\n".getBytes(UTF_8));
    Path all = folder.resolve("all");
    assertThat(logs.join(marks("0", 4, "0.1", 0), all)).isTrue();
    assertThat(all).hasContent("new\n");
  }

  @Test
  @Timeout(10)
  void aLogThatSomebodyCutShortIsJoinedAsFarAsItGoes() {
    FolderFailureLogs logs = new FolderFailureLogs(folder);
    logs.append("0", 0, "one\n".getBytes(UTF_8));
    Path all = folder.resolve("all");
    assertThat(logs.join(marks("0", 400), all)).isTrue();
    assertThat(all).hasContent("one\n");
  }

  private static SequencedMap<String, Long> marks(Object... idsAndMarks) {
    SequencedMap<String, Long> marks = new LinkedHashMap<>();
    for (int i = 0; i < idsAndMarks.length; i += 2) {
      marks.put((String) idsAndMarks[i], ((Integer) idsAndMarks[i + 1]).longValue());
    }
    return marks;
  }

  @Test
  void aSegmentBeyondTheMarkIsWrittenAgain() throws InterruptedException {
    List<String> written = new ArrayList<>();
    SegmentFailureLogs logs =
        new SegmentFailureLogs((shard, number, _) -> written.add(shard + "-" + number));
    assertThat(logs.append("0", 0, new byte[] {'a'})).isEqualTo(1);
    assertThat(logs.append("0", 1, new byte[] {'b'})).isEqualTo(2);
    assertThat(logs.append("0", 1, new byte[] {'b'})).isEqualTo(2);
    assertThat(logs.append("0", 2, new byte[0])).isEqualTo(2);
    assertThat(written).containsExactly("0-0", "0-1", "0-1");
  }
}
