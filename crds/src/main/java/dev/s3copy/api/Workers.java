// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// How far a copy spreads in a cluster; a local run is one worker.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Workers(
    @Default("8")
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
            "Most worker pods at any time. A volume that only one node may mount gets one.")
        int max,
    @Default("8")
        @Min(1)
        @Max(64)
        @JsonPropertyDescription(
            "Shards the key space is first split into, per worker. More make the ends meet better,"
                + " fewer need fewer LIST requests.")
        int shardsPerWorker,
    @JsonPropertyDescription(
            "CPU and memory of each worker pod, as for any container. Left out: the operator's"
                + " default.")
        @Nullable WorkerResources resources) {
  private static final int DEFAULT_MAX = 8;
  private static final int DEFAULT_SHARDS = 8;
  public static final Workers DEFAULT = new Workers(DEFAULT_MAX, DEFAULT_SHARDS, null);

  public Workers {
    max = max == 0 ? DEFAULT_MAX : max;
    shardsPerWorker = shardsPerWorker == 0 ? DEFAULT_SHARDS : shardsPerWorker;
  }
}
