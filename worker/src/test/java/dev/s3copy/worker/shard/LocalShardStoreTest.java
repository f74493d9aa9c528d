// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.key.KeyRange;
import dev.s3copy.core.shard.LeaseLostException;
import dev.s3copy.core.shard.Shard;
import dev.s3copy.core.shard.ShardReport;
import dev.s3copy.core.shard.ShardStore;
import dev.s3copy.core.shard.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalShardStoreTest extends ShardStoreContract {
  @TempDir private Path folder;

  @Override
  protected ShardStore store() {
    return open("hash", "run-1", false);
  }

  private LocalShardStore open(String specHash, String runId, boolean restart) {
    try (StateFolder state = StateFolder.open(folder)) {
      return LocalShardStore.open(state, specHash, runId, KeyRange.ALL, restart);
    }
  }

  @Test
  @DisplayName("P-13 what was reported before a crash is where the next run goes on")
  void goesOnAfterACrash() throws LeaseLostException {
    LocalShardStore before = open("hash", "run-1", false);
    Shard root = claimed(before);
    before.cede(root.lease(), List.of(Key.ofBytes(new byte[] {(byte) 0xff, 1})), -1);
    Totals totals = new Totals(4, 4, 0, 0, 0, 0, 40, 40);
    ShardReport report = new ShardReport(Key.of("base64:odd"), totals, 12, 3, 50, List.of());
    before.heartbeat(root.lease(), report);

    LocalShardStore after = open("hash", "run-2", false);
    assertThat(after.runId()).isEqualTo("run-1");
    assertThat(after.totals()).isEqualTo(totals);
    Shard again = claimed(after);
    assertThat(again.report()).isEqualTo(report);
    assertThat(again.range().until()).isEqualTo(Key.ofBytes(new byte[] {(byte) 0xff, 1}));
  }

  @Test
  @DisplayName("P-13 the state of another manifest is refused, and kept")
  void refusesTheStateOfAnotherManifest() {
    open("hash", "run-1", false);
    assertThatThrownBy(() -> open("other", "run-2", false))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("StateOfAnotherManifest")
        .hasMessageContaining("--restart");
    assertThat(open("hash", "run-3", false).runId()).isEqualTo("run-1");
  }

  @Test
  void restartDiscardsTheOldState() {
    open("hash", "run-1", false);
    assertThat(open("other", "run-2", true).runId()).isEqualTo("run-2");
  }

  @Test
  void aFinishedRunIsFollowedByANewOne() throws LeaseLostException {
    LocalShardStore store = open("hash", "run-1", false);
    store.finish(claimed(store).lease(), ShardReport.NONE);
    LocalShardStore next = open("hash", "run-2", false);
    assertThat(next.runId()).isEqualTo("run-2");
    claimed(next);
  }

  @Test
  void aTornStateIsNotTrusted() throws IOException {
    open("hash", "run-1", false);
    Files.writeString(folder.resolve("state.json"), "{\"version\":1,\"specHash\":\"ha");
    assertThat(open("hash", "run-2", false).runId()).isEqualTo("run-2");
  }

  @Test
  void twoRunsDoNotShareAFolder() {
    try (StateFolder first = StateFolder.open(folder)) {
      assertThat(first.path()).isEqualTo(folder);
      assertThatThrownBy(() -> StateFolder.open(folder)).hasMessageContaining("StateInUse");
    }
  }
}
