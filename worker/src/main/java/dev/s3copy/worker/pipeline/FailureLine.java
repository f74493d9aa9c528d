// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.key.Key;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// One line of the report: which key, what happened, and what to do.
///
/// @param key null where the key is not valid UTF-8; then `keyBase64` has its bytes
/// @param outcome `failed`, or `gone` for a source that was removed after it was listed
/// @param httpStatus 0 where no HTTP answer arrived
@JsonInclude(JsonInclude.Include.NON_NULL)
record FailureLine(
    @Nullable String key,
    @Nullable String keyBase64,
    String outcome,
    String operation,
    String code,
    String kind,
    int httpStatus,
    String requestId,
    int attempts,
    String message) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static String of(Key key, String outcome, Failure failure, int attempts) {
    String text = key.utf8();
    FailureLine line =
        new FailureLine(
            text,
            text == null ? Base64.getEncoder().encodeToString(key.bytes()) : null,
            outcome,
            failure.operation(),
            failure.code(),
            failure.kind().name(),
            failure.httpStatus(),
            failure.requestId(),
            attempts,
            failure.message());
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings is always JSON", e);
    }
  }
}
