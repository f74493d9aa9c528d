// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How bytes travel between two S3 locations.
public enum Transfer {
  /// Server side where both ends are one endpoint, else streamed.
  @JsonProperty("Auto")
  AUTO,
  /// CopyObject and UploadPartCopy only: no object bytes pass through the worker.
  @JsonProperty("ServerSide")
  SERVER_SIDE,
  /// GET from the source, PUT to the destination.
  @JsonProperty("Stream")
  STREAM
}
