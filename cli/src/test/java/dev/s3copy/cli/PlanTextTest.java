// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.worker.run.RunPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static RunPlan plan(boolean exact) {
    Map<String, Long> requests = new LinkedHashMap<>();
    requests.put("ListObjectsV2", 24L);
    requests.put("GetObject", 12_000L);
    SortedMap<String, String> none = new TreeMap<>();
    return new RunPlan(
        "restore",
        "s3://a/",
        "/srv/data",
        null,
        null,
        none,
        Long.MAX_VALUE,
        8,
        12_000,
        exact,
        requests);
  }

  @Test
  void theStorageClassIsNamed() {
    RunPlan plan = plan(new TreeMap<>());
    assertThat(PlanText.of(plan)).contains("To      s3://b/, storage class GLACIER_IR");
    assertThat(PlanText.json(plan)).contains("},\"storageClass\":\"GLACIER_IR\",");
  }

  @Test
  void oneObjectShowsWhatTheKeysBecome() {
    RunPlan plan = plan(new TreeMap<>());
    assertThat(PlanText.of(plan)).contains("GLACIER_IR\nSuch as /srv/a/x -> s3://b/x\n");
    assertThat(PlanText.json(plan))
        .contains("\"example\":{\"source\":\"/srv/a/x\",\"destination\":\"s3://b/x\"}");
  }

  @Test
  void whatElseIsAskedForIsNamed() {
    RunPlan plan = plan(new TreeMap<>(Map.of("tags", "Drop")));
    assertThat(PlanText.of(plan)).contains("s3://b/x\nWith    tags: Drop\nHow     backup");
    assertThat(PlanText.json(plan)).contains(",\"options\":{\"tags\":\"Drop\"},\"largestObject\"");
  }

  @Test
  void whatIsTooLargeForTheMemoryIsSaidBeforeAnythingMoves() {
    RunPlan plan = plan(new TreeMap<>());
    assertThat(PlanText.of(plan)).contains("Largest 625 GiB: larger objects fail by name");
    assertThat(PlanText.json(plan)).contains(",\"largestObject\":671088640000,");
    assertThat(PlanText.of(plan(true))).doesNotContain("Largest");
  }

  private static RunPlan plan(SortedMap<String, String> options) {
    RunPlan.Sample example = new RunPlan.Sample("/srv/a/x", "s3://b/x");
    return new RunPlan(
        "backup",
        "/srv/a",
        "s3://b/",
        example,
        "GLACIER_IR",
        options,
        625L << 30,
        1,
        1,
        true,
        Map.of());
  }

  @Test
  void anEstimateIsCalledOne() {
    assertThat(PlanText.of(plan(false)).lines())
        .containsExactly(
            "From    s3://a/",
            "To      /srv/data",
            "How     restore, in 8 shards",
            "Objects about 12,000 listed before `select`",
            "Calls   at most about (objects above 8 MiB need more):",
            "  ListObjectsV2                       24",
            "  GetObject                       12,000",
            "Nothing was written. Objects that are already there and the same need no copy.");
    assertThat(PlanText.of(plan(true))).contains("Objects 12,000 listed");
  }

  @Test
  void jsonForScripts() {
    assertThat(PlanText.json(plan(false)))
        .isEqualTo(
            """
            {"route":"restore","source":"s3://a/","destination":"/srv/data","shards":8,\
            "estimatedObjects":12000,"exact":false,\
            "requests":{"ListObjectsV2":24,"GetObject":12000}}\
            """);
  }
}
