// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.S3CopyShard;
import dev.s3copy.operator.desired.Shards;
import dev.s3copy.operator.run.RunNames;
import dev.s3copy.operator.scene.Samples;
import dev.s3copy.operator.scene.ShardSample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalsTest {
  private final Renewals renewals = new Renewals();
  private final S3CopyShard shard = shard("worker-1");

  @Test
  void aShardSeenForTheFirstTimeIsNotSilent() {
    assertThat(renewals.cached(shard, seconds(1000))).isEqualTo(Silence.NONE);
    assertThat(renewals.wantsLook(shard, seconds(1000))).isFalse();
  }

  @Test
  void onlyAfterThirtySecondsIsTheServerAsked() {
    renewals.cached(shard, 0);
    assertThat(renewals.wantsLook(shard, seconds(29))).isFalse();
    assertThat(renewals.wantsLook(shard, seconds(30))).isTrue();
  }

  @Test
  void oneLookIsNotEnough() {
    renewals.cached(shard, 0);
    assertThat(renewals.live(shard, seconds(30)).confirmed()).isFalse();
    assertThat(renewals.wantsLook(shard, seconds(39))).isFalse();
  }

  @Test
  void twoLooksTenSecondsApartConfirmIt() {
    renewals.cached(shard, 0);
    renewals.live(shard, seconds(30));
    assertThat(renewals.wantsLook(shard, seconds(40))).isTrue();
    Silence silence = renewals.live(shard, seconds(40));
    assertThat(silence).isEqualTo(new Silence(Duration.ofSeconds(40), true));
  }

  @Test
  void aRenewalFoundByALookStartsTheCountAgain() {
    renewals.cached(shard, 0);
    renewals.live(shard, seconds(300));
    S3CopyShard renewed = shard("worker-1");
    renewed.setStatus(ShardSample.running("worker-1").renewed("2026-01-01T00:20:00Z").status());
    assertThat(renewals.live(renewed, seconds(310))).isEqualTo(Silence.NONE);
    assertThat(renewals.wantsLook(renewed, seconds(339))).isFalse();
  }

  @Test
  void aWorkersClockDoesNotMatter() {
    S3CopyShard future = shard("worker-1");
    future.setStatus(ShardSample.running("worker-1").renewed("2099-01-01T00:00:00Z").status());
    renewals.cached(future, 0);
    assertThat(renewals.wantsLook(future, seconds(30))).isTrue();
  }

  @Test
  void anotherClaimIsNoSilenceOfTheOldHolder() {
    renewals.cached(shard, 0);
    S3CopyShard claimed = shard("worker-2");
    claimed.setStatus(ShardSample.running("worker-2").epoch(2).status());
    assertThat(renewals.cached(claimed, seconds(60))).isEqualTo(Silence.NONE);
  }

  private static S3CopyShard shard(String holder) {
    var copy = Samples.copy("team", "photos");
    copy.getMetadata().setUid("uid");
    S3CopyShard shard = Shards.of(copy, RunNames.of(copy), Shards.ROOT);
    shard.getMetadata().setUid("shard-uid");
    shard.setStatus(ShardSample.running(holder).status());
    return shard;
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
