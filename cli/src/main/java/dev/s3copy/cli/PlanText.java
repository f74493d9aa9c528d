// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.s3copy.worker.run.RunPlan;
import java.util.ArrayList;
import java.util.List;

/// What a run would do, for a person and for a script.
final class PlanText {
  /// The largest object of S3, 48.8 TiB: 10 000 parts of 5 GiB.
  private static final long LARGEST = 10_000 * (5L << 30);

  private PlanText() {}

  static String of(RunPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("From    " + plan.source());
    String storageClass = plan.storageClass();
    String as = storageClass == null ? "" : ", storage class " + storageClass;
    lines.add("To      " + plan.destination() + as);
    RunPlan.Sample example = plan.example();
    if (example != null) {
      lines.add("Such as " + example.source() + " -> " + example.destination());
    }
    plan.options().forEach((name, value) -> lines.add("With    " + name + ": " + value));
    lines.add("How     " + plan.route() + ", in " + HumanNumbers.count(plan.shards(), "shard"));
    lines.add(
        "Objects %s%s listed before `select`"
            .formatted(plan.exact() ? "" : "about ", HumanNumbers.count(plan.estimatedObjects())));
    if (plan.largest() < LARGEST) {
      lines.add(
          "Largest "
              + HumanNumbers.bytes(plan.largest())
              + ": larger objects fail by name; they need more memory (--memory-budget, in a"
              + " cluster workers.resources)");
    }
    lines.add("Calls   at most about (objects above 8 MiB need more):");
    plan.requests()
        .forEach(
            (operation, n) ->
                lines.add("  %-24s %13s".formatted(operation, HumanNumbers.count(n))));
    lines.add("Nothing was written. Objects that are already there and the same need no copy.");
    return String.join(System.lineSeparator(), lines);
  }

  static String json(RunPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("route", plan.route());
    json.put("source", plan.source());
    json.put("destination", plan.destination());
    RunPlan.Sample example = plan.example();
    if (example != null) {
      json.putObject("example")
          .put("source", example.source())
          .put("destination", example.destination());
    }
    if (plan.storageClass() != null) json.put("storageClass", plan.storageClass());
    if (!plan.options().isEmpty()) {
      ObjectNode options = json.putObject("options");
      plan.options().forEach(options::put);
    }
    if (plan.largest() < LARGEST) json.put("largestObject", plan.largest());
    json.put("shards", plan.shards());
    json.put("estimatedObjects", plan.estimatedObjects());
    json.put("exact", plan.exact());
    ObjectNode requests = json.putObject("requests");
    plan.requests().forEach(requests::put);
    return json.toString();
  }
}
