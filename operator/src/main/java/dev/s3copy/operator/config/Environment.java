// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.api.WorkerResources;
import dev.s3copy.operator.config.OperatorConfig.Election;
import dev.s3copy.operator.config.OperatorConfig.RoleRef;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `S3COPY_*` into an [OperatorConfig]; every problem names its variable and what to write.
public final class Environment {
  static final WorkerResources DEFAULT_RESOURCES =
      new WorkerResources(
          Map.of("cpu", new Quantity("250m"), "memory", new Quantity("512Mi")),
          Map.of("memory", new Quantity("1Gi")));
  private static final Set<String> PULL_POLICIES = Set.of("Always", "IfNotPresent", "Never");
  private static final Pattern ROLE = Pattern.compile("(ClusterRole|Role)/([a-z0-9.:-]+)");
  private static final String DEFAULT_ROLE = "ClusterRole/s3copy-worker";
  private static final int DEFAULT_PORT = 8080;
  private static final int LARGEST_PORT = 65535;

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  public static OperatorConfig read(Map<String, String> variables) throws ConfigException {
    Environment environment = new Environment(variables);
    OperatorConfig config = environment.config();
    if (!environment.problems.isEmpty()) throw new ConfigException(environment.problems);
    return config;
  }

  private OperatorConfig config() {
    return new OperatorConfig(worker(), Set.copyOf(list("WATCH_NAMESPACES")), election(), port());
  }

  private WorkerSettings worker() {
    String image = text("WORKER_IMAGE", "");
    if (image.isEmpty()) problem("WORKER_IMAGE", "is not set; name the image of the workers");
    String policy = text("WORKER_PULL_POLICY", "IfNotPresent");
    if (!PULL_POLICIES.contains(policy)) {
      problem("WORKER_PULL_POLICY", "is '" + policy + "'; use Always, IfNotPresent or Never");
    }
    return new WorkerSettings(
        image,
        policy,
        list("IMAGE_PULL_SECRETS"),
        role(),
        text("ALLOWED_ENDPOINTS", ""),
        resources());
  }

  private RoleRef role() {
    String value = text("WORKER_ROLE", DEFAULT_ROLE);
    var parts = ROLE.matcher(value);
    if (parts.matches()) return new RoleRef(parts.group(1), parts.group(2));
    problem("WORKER_ROLE", "is '" + value + "'; write ClusterRole/NAME or Role/NAME");
    return new RoleRef("", "");
  }

  private WorkerResources resources() {
    String json = text("WORKER_RESOURCES", "");
    if (json.isEmpty()) return DEFAULT_RESOURCES;
    try {
      WorkerResources read = new ObjectMapper().readValue(json, WorkerResources.class);
      read.requests().values().forEach(Quantity::getNumericalAmount);
      read.limits().values().forEach(Quantity::getNumericalAmount);
      return read;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      problem(
          "WORKER_RESOURCES",
          "is not JSON such as {\"requests\":{\"cpu\":\"250m\"},\"limits\":{\"memory\":\"1Gi\"}}: "
              + firstLine(e));
      return DEFAULT_RESOURCES;
    }
  }

  private @Nullable Election election() {
    String wanted = text("LEADER_ELECTION", "true");
    if (wanted.equals("false")) return null;
    if (!wanted.equals("true"))
      problem("LEADER_ELECTION", "is '" + wanted + "'; use true or false");
    String namespace = text("POD_NAMESPACE", "");
    String identity = text("POD_NAME", "");
    if (namespace.isEmpty() || identity.isEmpty()) {
      problem(
          namespace.isEmpty() ? "POD_NAMESPACE" : "POD_NAME",
          "is not set; take it from the pod's fieldRef, or set S3COPY_LEADER_ELECTION=false");
    }
    return new Election(namespace, identity);
  }

  private int port() {
    String value = text("PORT", Integer.toString(DEFAULT_PORT));
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= LARGEST_PORT) return port;
    } catch (NumberFormatException e) {
      // Said below.
    }
    problem("PORT", "is '" + value + "'; use a number from 0 to 65535");
    return DEFAULT_PORT;
  }

  private List<String> list(String name) {
    return Arrays.stream(text(name, "").split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private String text(String name, String otherwise) {
    String value = variables.getOrDefault("S3COPY_" + name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  private void problem(String name, String text) {
    problems.add("S3COPY_" + name + " " + text);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
