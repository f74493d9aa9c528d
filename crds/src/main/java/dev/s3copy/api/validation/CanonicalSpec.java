// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Set;
import java.util.TreeMap;

/// The text that tells whether a saved run belongs to a manifest.
final class CanonicalSpec {
  /// These say how fast and how long, not what; the same fields are the ones the CRD lets change.
  static final Set<String> CHANGEABLE =
      Set.of("suspend", "ttlSecondsAfterFinished", "limits", "workers");

  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /// @param spec with its defaults
  static String json(JsonNode spec) throws JsonProcessingException {
    TreeMap<?, ?> fields = SORTED.treeToValue(spec, TreeMap.class);
    fields.keySet().removeIf(CHANGEABLE::contains);
    return SORTED.writeValueAsString(fields);
  }

  private CanonicalSpec() {}
}
