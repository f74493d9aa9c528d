// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.CededRange;
import dev.s3copy.operator.scene.Scene;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is done and what is told, case by case. Steps stand in order, by their names and the
/// numbers that matter.
class DeciderTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decides(String name, Scene scene, String steps, String situation) {
    Decision decision = scene.decision();
    assertThat(decision.steps().stream().map(StepText::of).toList()).hasToString("[" + steps + "]");
    assertThat(SituationText.of(decision.situation())).isEqualTo(situation);
    assertThat(decision.next()).isPositive();
  }

  static Stream<Arguments> cases() {
    return Stream.of(StartCases.all(), ShareCases.all(), TroubleCases.all(), EndCases.all())
        .flatMap(part -> part);
  }

  /// Steps as the table writes them.
  private static final class StepText {
    static String of(Step step) {
      String name = step.getClass().getSimpleName();
      return switch (step) {
        case Step.CreateShards(var ranges) -> name + ranges.stream().map(CededRange::id).toList();
        case Step.DropShards(var shards) ->
            name + shards.stream().map(s -> s.getSpec().id()).toList();
        case Step.CleanUp(var shards) -> name + shards.stream().map(s -> s.getSpec().id()).toList();
        case Step.CreateJob(var size) -> name + " " + size.workers();
        case Step.Scale(_, int workers) -> name + " " + workers;
        case Step.ResumeJob(_, var annotations) -> name + " " + annotations.retries();
        case Step.AskToCede(var shard, int pieces) ->
            name + " " + shard.getSpec().id() + " " + pieces;
        case Step.Release(var shard) -> name + " " + shard.getSpec().id();
        case Step.RetryShard(var shard) -> name + " " + shard.getSpec().id();
        case Step.RemoveLostPod(Pod pod) -> name + " " + pod.getMetadata().getUid();
        case Step.StartOver(var leftovers) -> name + leftovers.runIds();
        case Step.PrepareAccess(_), Step.DeleteJob(_), Step.SuspendJob(_), Step.Expire() -> name;
      };
    }
  }

  private static final class SituationText {
    static String of(Situation situation) {
      String name = situation.getClass().getSimpleName();
      return switch (situation) {
        case Situation.Starting(var cause) -> name + " " + cause.reason();
        case Situation.Running(var cause) -> name + " " + cause.reason();
        case Situation.Hindered(var cause) -> name + " " + cause.reason();
        case Situation.Stalled(var cause) -> name + " " + cause.reason();
        case Situation.Suspended(var cause) -> name + " " + cause.reason();
        case Situation.Ending(var outcome, var cause) ->
            name + " " + outcome + " " + cause.reason();
        case Situation.Closed() -> name;
      };
    }
  }
}
