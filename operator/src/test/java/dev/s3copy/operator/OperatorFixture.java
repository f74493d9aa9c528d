// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.api.Condition;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.config.OperatorConfig;
import dev.s3copy.operator.scene.Samples;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// A running operator in a namespace of its own.
final class OperatorFixture implements AutoCloseable {
  static final String NAME = "photos";

  final KubernetesClient client = ApiServer.start().client();
  final World world = new World(client, ApiServer.start().namespace(client));
  final RunningOperator operator = operator(Samples.config(world.namespace)).start();

  RunningOperator operator(OperatorConfig config) {
    return new RunningOperator(
        client, config, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// @param more lines of the spec
  void apply(String more) {
    client.resource(Samples.copy(world.namespace, NAME, more)).create();
  }

  S3Copy copy() {
    return world.copy(NAME);
  }

  void edit(String mergePatch) {
    client.resource(copy()).patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  Optional<Condition> condition(String type) {
    S3Copy copy = copy();
    if (copy == null || copy.getStatus() == null) return Optional.empty();
    return copy.getStatus().conditions().stream().filter(c -> c.type().equals(type)).findFirst();
  }

  void awaitReason(String type, String reason) {
    eventually(() -> assertThat(condition(type)).map(Condition::reason).contains(reason));
  }

  void awaitPhase(Phase phase) {
    eventually(() -> assertThat(copy().getStatus().phase()).isEqualTo(phase));
  }

  void awaitJob() {
    eventually(() -> assertThat(world.jobs()).hasSize(1));
    eventually(() -> assertThat(world.shards()).isNotEmpty());
  }

  /// Pods and workers, until the copy is told to have ended.
  void runToEnd() {
    eventually(
        () -> {
          world.runPods();
          world.work();
          assertThat(copy().getStatus().completionTime()).isNotNull();
        });
  }

  /// As [#runToEnd], where the copy may be gone before it is looked at.
  void runToEndOrGone() {
    eventually(
        () -> {
          world.runPods();
          world.work();
          S3Copy copy = copy();
          assertThat(copy == null || copy.getStatus().completionTime() != null).isTrue();
        });
  }

  @Override
  public void close() {
    operator.close();
    client.close();
  }
}
