// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerContractTest {
  @Test
  void aHolderStopsBeforeItsShardIsGivenAway() {
    assertThat(ShardLease.FENCE).isLessThan(ShardLease.DURATION);
  }

  /// One renewal may fail, and the next one still comes in time.
  @Test
  void aHolderMissesAHeartbeatWithoutStopping() {
    assertThat(ShardLease.HEARTBEAT.multipliedBy(2)).isLessThan(ShardLease.FENCE);
  }

  @Test
  void anExitCodeThatNoWorkerChoosesIsACrash() {
    for (WorkerExit exit : WorkerExit.values())
      assertThat(WorkerExit.of(exit.code())).contains(exit);
    assertThat(WorkerExit.of(1)).isEmpty();
    assertThat(WorkerExit.of(137)).isEmpty();
  }

  @Test
  void everythingIsMountedBelowOneRoot() {
    MountLayout layout = MountLayout.OF_POD;
    assertThat(layout.secret("login")).hasToString("/s3copy/secrets/login");
    assertThat(layout.configMap("ca")).hasToString("/s3copy/config/ca");
    assertThat(layout.claim("data")).hasToString("/s3copy/claims/data");
  }
}
