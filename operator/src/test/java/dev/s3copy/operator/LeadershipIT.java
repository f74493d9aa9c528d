// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static dev.s3copy.operator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.operator.config.OperatorConfig;
import dev.s3copy.operator.config.OperatorConfig.Election;
import dev.s3copy.operator.scene.Samples;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "dev.s3copy.operator.ApiServer#present", disabledReason = ApiServer.MISSING)
class LeadershipIT {
  private final KubernetesClient client = ApiServer.start().client();
  private final String namespace = ApiServer.start().namespace(client);
  private final World world = new World(client, namespace);

  @Test
  void othersAreReadyWhileOneLeads() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      RunningOperator first = operator("first");
      eventually(() -> assertThat(holder()).isEqualTo("first"));
      RunningOperator second = operator("second");
      assertThat(get(http, second, "/readyz")).isEqualTo("200 ok\n");
      assertThat(get(http, second, "/livez")).isEqualTo("200 ok\n");
      client.resource(Samples.copy(namespace, "photos")).create();
      eventually(() -> assertThat(world.jobs()).hasSize(1));
      eventually(
          () ->
              assertThat(get(http, first, "/metrics"))
                  .contains("s3copy_copies{phase=\"Pending\"} 1.0")
                  .contains("operator_sdk_controllers_execution_reconcile_seconds"));
      assertThat(get(http, second, "/nothing")).startsWith("404");
      assertThat(holder()).isEqualTo("first");
    }
  }

  private String holder() {
    var lease = client.leases().inNamespace(namespace).withName(Election.LEASE).get();
    return lease == null ? "" : String.valueOf(lease.getSpec().getHolderIdentity());
  }

  private RunningOperator operator(String identity) {
    return new RunningOperator(
            ApiServer.start().client(),
            new OperatorConfig(
                Samples.WORKER, Set.of(namespace), new Election(namespace, identity), 0),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .start();
  }

  private static String get(HttpClient http, RunningOperator operator, String path) {
    try {
      HttpResponse<String> reply =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.port() + path))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return reply.statusCode() + " " + reply.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
