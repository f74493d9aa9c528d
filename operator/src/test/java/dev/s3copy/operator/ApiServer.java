// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import static java.util.Objects.requireNonNull;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A real API server with both definitions, one for all tests of the module: etcd and
/// kube-apiserver, no controllers and no nodes.
public final class ApiServer {
  public static final String MISSING = ApiServerPrograms.MISSING;
  private static final List<String> PROGRAMS = List.of("etcd", "kube-apiserver", "kubectl");
  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static @Nullable ApiServer running;

  private final KubeAPIServer server;

  private ApiServer(Path programs) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "api");
    Path linked = folder.resolve("k8s/1.35.4-linux-amd64");
    Files.createDirectories(linked);
    for (String program : PROGRAMS) {
      Files.createSymbolicLink(linked.resolve(program), programs.resolve(program).toRealPath());
    }
    server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withOfflineMode(true)
                .withTestDir(folder.toString())
                .withApiServerFlag("--bind-address", "127.0.0.1")
                .build());
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
  }

  public static synchronized ApiServer start() {
    if (running == null) {
      try {
        ApiServer started = new ApiServer(ApiServerPrograms.folder().orElseThrow());
        started.define();
        running = started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return requireNonNull(running);
  }

  public static boolean present() {
    return ApiServerPrograms.folder().isPresent();
  }

  public KubernetesClient client() {
    return client(new Interceptor() {});
  }

  /// @param interceptor sees every request before it is sent
  KubernetesClient client(Interceptor interceptor) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("test", interceptor))
        .build();
  }

  /// An own namespace for each test.
  public String namespace(KubernetesClient client) {
    String name = "test-" + NAMESPACES.incrementAndGet();
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  private void define() throws IOException {
    try (KubernetesClient client = client()) {
      for (String name : List.of("s3copies", "s3copyshards")) {
        try (var yaml =
            requireNonNull(S3Copy.class.getResourceAsStream("/" + name + ".s3copy.dev.yaml"))) {
          CustomResourceDefinition crd =
              client.apiextensions().v1().customResourceDefinitions().load(yaml).item();
          client.resource(crd).create();
          client
              .resource(crd)
              .waitUntilCondition(
                  d ->
                      d != null
                          && d.getStatus() != null
                          && d.getStatus().getConditions() != null
                          && d.getStatus().getConditions().stream()
                              .anyMatch(
                                  c ->
                                      c.getType().equals("Established")
                                          && c.getStatus().equals("True")),
                  30,
                  TimeUnit.SECONDS);
        }
      }
      awaitServed(client);
    }
  }

  /// A new definition answers 404 and 429 for about a second after it is established.
  private static void awaitServed(KubernetesClient client) {
    Eventually.eventually(
        () -> {
          client.resources(S3Copy.class).inAnyNamespace().list();
          client.resources(S3CopyShard.class).inAnyNamespace().list();
        });
  }
}
