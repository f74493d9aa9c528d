// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.Map;

/// What real servers do otherwise than S3, by the promise of the contract that they break so. What
/// that means for a copy is in `docs/servers.md`.
final class ServerGaps {
  private static final String COPY_IF_ABSENT = "it ignores If-None-Match on CopyObject";

  private static final String COPY_SOURCE = "it ignores If-Match on the source of a copy";
  private static final String NO_SIGNATURES = "it checks no signatures";
  private static final String OTHERS_CHECKSUM =
      "it gives the checksum of the whole with a range, and that of the source with a copy";
  private static final String KEYS_ARE_PATHS = "it takes keys for paths of a file system";

  private ServerGaps() {}

  static Map<String, String> of(String server) {
    return switch (server) {
      case "minio" -> Map.of("aConditionalCopyNeverReplaces", COPY_IF_ABSENT);
      case "versitygw" ->
          Map.of(
              "aConditionalCopyNeverReplaces", COPY_IF_ABSENT,
              "hostileKeysAreWrittenListedReadAndCopiedByteForByte", KEYS_ARE_PATHS,
              "sixPartsMakeOneObject", "it completes an upload that it does not know");
      case "moto" ->
          Map.of(
              "aBodyThatChangesAfterItsChecksumIsNotStored", "it does not check bodies",
              "aChangedSourceIsToldApartFromAMissingOne", COPY_SOURCE,
              "aConditionalCopyNeverReplaces", COPY_IF_ABSENT,
              "aPreflightTellsWrongCredentials", NO_SIGNATURES,
              "anAnonymousRequestIsDeniedByAPrivateBucket", NO_SIGNATURES,
              "hostileKeysAreWrittenListedReadAndCopiedByteForByte", "it has no key of a line feed",
              "partsAreCopiedInsideTheServer", COPY_SOURCE,
              "sixPartsMakeOneObject", "it tells a wrong checksum of objects in parts");
      case "seaweedfs" ->
          Map.of("hostileKeysAreWrittenListedReadAndCopiedByteForByte", KEYS_ARE_PATHS);
      case "rclone" -> rclone();
      default -> Map.of();
    };
  }

  private static Map<String, String> rclone() {
    return Map.ofEntries(
        Map.entry("headersMetadataAndTagsTravelWithAnObject", "it has no tags"),
        Map.entry("anObjectWithoutTagsHasAnEmptyTagging", "it has no tags"),
        Map.entry("rangesGiveExactlyTheirBytesAndTheSizeOfTheWhole", OTHERS_CHECKSUM),
        Map.entry("hostileKeysAreWrittenListedReadAndCopiedByteForByte", OTHERS_CHECKSUM),
        Map.entry("aBodyThatChangesAfterItsChecksumIsNotStored", "it does not check bodies"),
        Map.entry("aConditionalCopyNeverReplaces", COPY_IF_ABSENT),
        Map.entry("aConditionalWriteNeverReplaces", "it ignores If-None-Match"),
        Map.entry("aChangedSourceIsToldApartFromAMissingOne", COPY_SOURCE),
        Map.entry("sixPartsMakeOneObject", "its ETag changes once an upload is complete"),
        Map.entry("aWrongPartMakesCompletionFail", "it forgets an upload that it cannot complete"),
        Map.entry("partsAreCopiedInsideTheServer", "it has no UploadPartCopy"),
        Map.entry(
            "anAnonymousRequestIsDeniedByAPrivateBucket", "it answers 400 without a signature"));
  }
}
