// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Set;
import java.util.TreeMap;

/// A text that is equal for two manifests exactly if they describe the same copy. A saved run is
/// continued only if its text is the same.
final class CanonicalSpec {
  /// These fields change how fast and how long a copy runs, not what it copies. They are the fields
  /// that the CRD allows to change.
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
