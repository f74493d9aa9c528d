// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import dev.s3copy.api.contract.LogKeys;
import dev.s3copy.operator.config.ConfigException;
import dev.s3copy.operator.config.Environment;
import dev.s3copy.operator.config.OperatorConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the operator until it gets a signal or loses the lead.
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
  private static final int EXIT_USAGE = 2;
  private static final int EXIT_BROKEN = 1;
  private static final int REQUEST_RETRIES = 3;

  private OperatorMain() {}

  public static void main(String[] args) {
    try {
      run(Environment.read(System.getenv()));
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_USAGE);
    } catch (RuntimeException e) {
      LOG.error("the operator could not start", e);
      System.exit(EXIT_BROKEN);
    }
  }

  private static void run(OperatorConfig config) {
    RunningOperator operator =
        new RunningOperator(client(), config, new InetSocketAddress(config.port()));
    Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "shutdown"));
    operator.start();
    LOG.atInfo()
        .addKeyValue(LogKeys.IMAGE, config.worker().image())
        .addKeyValue(LogKeys.NAMESPACES, config.watchNamespaces())
        .log("watching copies");
  }

  /// The next visit repeats a request that failed, so the client itself tries only a few times.
  private static KubernetesClient client() {
    Config config = Config.autoConfigure(null);
    config.setRequestRetryBackoffLimit(REQUEST_RETRIES);
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
