// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import dev.s3copy.api.S3Copy;
import dev.s3copy.operator.config.OperatorConfig;
import dev.s3copy.operator.config.OperatorConfig.Election;
import dev.s3copy.operator.serve.CopyMetrics;
import dev.s3copy.operator.serve.Health;
import dev.s3copy.operator.serve.HttpEndpoint;
import dev.s3copy.operator.serve.HttpEndpoint.Page;
import dev.s3copy.operator.serve.PhaseGauges;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The operator at work: its informers, its visits, its probes.
final class RunningOperator implements AutoCloseable {
  /// At most two visits a second, however many workers send heartbeats.
  private static final Duration VISITS_PERIOD = Duration.ofSeconds(1);

  private static final int VISITS = 2;

  private static final Duration SERVER_PAUSE = Duration.ofSeconds(1);

  private static final long FIRST_RETRY_MILLIS = 500;
  private static final long LONGEST_RETRY_MILLIS = 30_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final KubernetesClient client;
  private final ServerCheck server;
  private final @Nullable HeldLease lease;
  private final Operator operator;
  private final S3CopyReconciler reconciler;
  private final HttpEndpoint http;

  RunningOperator(KubernetesClient client, OperatorConfig config, InetSocketAddress probes) {
    this.client = client;
    this.server = new ServerCheck(client);
    this.lease = config.election() == null ? null : new HeldLease(client, config.election());
    this.operator = new Operator(service -> configure(service, config));
    var components =
        Components.of(
            client,
            config.worker(),
            new CopyMetrics(registry),
            Clock.systemUTC(),
            System::nanoTime);
    this.reconciler = new S3CopyReconciler(components);
    operator.register(reconciler, controller -> configure(controller, config));
    Health health = new Health(this::blind, server::answers, System::nanoTime);
    this.http =
        new HttpEndpoint(probes)
            .page("/livez", () -> page(health.problem()))
            .page("/readyz", () -> page(ready() ? health.problem() : "starting"))
            .page("/metrics", () -> new Page(true, registry.scrape()));
  }

  /// Waits for the API server. If the process ended instead, Kubernetes would restart it after
  /// longer and longer pauses.
  RunningOperator start() {
    http.start();
    while (!server.answers()) LockSupport.parkNanos(SERVER_PAUSE.toNanos());
    operator.start();
    PhaseGauges.register(registry, reconciler::copies);
    return this;
  }

  int port() {
    return http.port();
  }

  /// A visit may be cut off anywhere. A leader hands over at once; stopping the election itself
  /// would end the process a second time.
  @Override
  public void close() {
    if (lease == null) operator.stop();
    else lease.release();
    http.close();
  }

  private void configure(ConfigurationServiceOverrider service, OperatorConfig config) {
    service
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
        .withUseSSAToPatchPrimaryResource(false);
    Election election = config.election();
    if (election != null) {
      service.withLeaderElectionConfiguration(
          LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(Election.LEASE)
              .withLeaseNamespace(election.namespace())
              .withIdentity(election.identity())
              .build());
    }
  }

  private static void configure(
      ControllerConfigurationOverrider<S3Copy> controller, OperatorConfig config) {
    controller
        .withRateLimiter(new LinearRateLimiter(VISITS_PERIOD, VISITS))
        .withRetry(
            new GenericRetry()
                .setInitialInterval(FIRST_RETRY_MILLIS)
                .setIntervalMultiplier(2)
                .setMaxInterval(LONGEST_RETRY_MILLIS)
                .withoutMaxAttempts());
    if (!config.watchNamespaces().isEmpty()) {
      controller.settingNamespaces(config.watchNamespaces());
    }
  }

  private boolean ready() {
    return operator.getRuntimeInfo().isStarted();
  }

  private List<String> blind() {
    if (!ready()) return List.of();
    return operator.getRuntimeInfo().unhealthyEventSources().values().stream()
        .flatMap(sources -> sources.keySet().stream())
        .sorted()
        .toList();
  }

  private static Page page(String problem) {
    return problem.isEmpty() ? new Page(true, "ok\n") : new Page(false, problem + "\n");
  }
}
