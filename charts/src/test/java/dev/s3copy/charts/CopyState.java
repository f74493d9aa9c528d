// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.charts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.s3copy.api.Condition;
import dev.s3copy.api.ConditionStatus;
import dev.s3copy.api.Phase;
import dev.s3copy.api.S3CopyStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a tool sees of a copy, and what it must make of it.
///
/// @param status null before the operator's first visit
/// @param argo health in Argo CD
/// @param flux status in Flux
record CopyState(
    String name, @Nullable S3CopyStatus status, long generation, String argo, String flux) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  static List<CopyState> all() {
    return List.of(
        new CopyState("just made", null, 1, "Progressing", "InProgress"),
        state("without conditions", Phase.PENDING, "Progressing", "InProgress"),
        state("starting", Phase.PENDING, "Progressing", "InProgress", "Reconciling=Starting"),
        state("copying", Phase.RUNNING, "Progressing", "InProgress", "Reconciling=Copying"),
        state("suspended", Phase.SUSPENDED, "Suspended", "InProgress"),
        state("stalled", Phase.RUNNING, "Degraded", "Failed", "Stalled=AccessDenied"),
        state("complete", Phase.SUCCEEDED, "Healthy", "Current", "Complete=Succeeded", "Ready=x"),
        state(
            "partial",
            Phase.PARTIALLY_FAILED,
            "Degraded",
            "Failed",
            "Complete=PartiallyFailed",
            "Ready=PartiallyFailed"),
        state("failed", Phase.FAILED, "Degraded", "Failed", "Failed=WorkersFailed", "Stalled=x"),
        new CopyState(
            "complete, but triggered anew",
            state("", Phase.SUCCEEDED, "", "", "Complete=Succeeded").status(),
            2,
            "Progressing",
            "InProgress"));
  }

  /// @param holding `Type=Reason` of the conditions that are true; the others are false
  private static CopyState state(
      String name, Phase phase, String argo, String flux, String... holding) {
    Map<String, String> reasons = new TreeMap<>();
    for (String each : holding) {
      reasons.put(each.split("=", 2)[0], each.split("=", 2)[1]);
    }
    List<Condition> conditions =
        Stream.of("Ready", "Reconciling", "Stalled", "Complete", "Failed")
            .map(type -> condition(type, reasons.get(type)))
            .toList();
    boolean bare = name.equals("without conditions");
    return new CopyState(name, status(bare ? List.of() : conditions, phase), 1, argo, flux);
  }

  private static Condition condition(String type, @Nullable String reason) {
    return new Condition(
        type,
        reason == null ? ConditionStatus.FALSE : ConditionStatus.TRUE,
        reason == null ? "Other" : reason,
        type + " because of " + reason,
        Instant.EPOCH,
        1L);
  }

  private static S3CopyStatus status(List<Condition> conditions, Phase phase) {
    return S3CopyStatus.EMPTY
        .change()
        .conditions(conditions)
        .phase(phase)
        .progress("3/7")
        .observedGeneration(1L)
        .runId("0123456789")
        .build();
  }

  /// As the API server gives it.
  Map<String, Object> object() {
    Map<String, Object> object = new TreeMap<>();
    object.put("apiVersion", "s3copy.dev/v1alpha1");
    object.put("kind", "S3Copy");
    object.put("metadata", Map.of("name", "copy", "generation", generation));
    if (status != null) object.put("status", plain(status));
    return object;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> plain(S3CopyStatus status) {
    try {
      return JSON.readValue(JSON.writeValueAsString(status), Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
