// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureLogsTest {
  @TempDir private Path folder;

  @Test
  void linesBeyondTheMarkAreCutOff() throws InterruptedException {
    FolderFailureLogs logs = new FolderFailureLogs(folder);
    FailureLogs.FailureLog log = logs.open("0", 0);
    long mark = log.append("one\n".getBytes(UTF_8));
    log.append("lost in a crash\n".getBytes(UTF_8));

    log = logs.open("0", mark);
    assertThat(log.append(new byte[0])).isEqualTo(mark);
    log.append("two\n".getBytes(UTF_8));
    assertThat(folder.resolve("failures-0.ndjson")).hasContent("one\ntwo\n");
  }

  @Test
  void joinsTheLogsOfAllShardsInOrder() throws InterruptedException {
    FolderFailureLogs logs = new FolderFailureLogs(folder);
    logs.open("0", 0).append("root\n".getBytes(UTF_8));
    logs.open("0.1", 0).append("child\n".getBytes(UTF_8));
    Path all = folder.resolve("all");
    assertThat(logs.join(List.of("0", "0.0", "0.1"), all)).isTrue();
    assertThat(all).hasContent("root\nchild\n");
    assertThat(logs.join(List.of("0.0"), all)).isFalse();
  }

  @Test
  void aSegmentBeyondTheMarkIsWrittenAgain() throws InterruptedException {
    List<String> written = new ArrayList<>();
    SegmentFailureLogs logs =
        new SegmentFailureLogs((shard, number, _) -> written.add(shard + "-" + number));
    FailureLogs.FailureLog log = logs.open("0", 0);
    assertThat(log.append(new byte[] {'a'})).isEqualTo(1);
    assertThat(log.append(new byte[] {'b'})).isEqualTo(2);
    assertThat(logs.open("0", 1).append(new byte[] {'b'})).isEqualTo(2);
    assertThat(logs.open("0", 2).append(new byte[0])).isEqualTo(2);
    assertThat(written).containsExactly("0-0", "0-1", "0-1");
  }
}
