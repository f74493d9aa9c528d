// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.testkit.s3.S3Operation;
import dev.s3copy.testkit.s3.S3Request;
import java.util.List;
import java.util.function.Predicate;

/// What servers that nobody can install are known not to do, as rules for a [FaultFront] before a
/// server that can do all. Each constant is one inability, with the providers that have it and
/// where that is written; a provider with several has several constants.
public enum ServerDialect {
  /// Backblaze B2 refuses every header about checksums: its "S3-Compatible API" documentation lists
  /// none, and its answer is quoted in the issue trackers of many clients since January 2025.
  NO_CHECKSUMS(
      "no checksum headers",
      "Backblaze B2",
      refusing(
          "x-amz-checksum-",
          400,
          "InvalidArgument",
          "Unsupported header 'x-amz-checksum-crc32c' received for this API call.")),

  /// Cloudflare R2 makes checksums of whole objects for CRC-64/NVME only: table "Object-level
  /// operations" of its documentation, "S3 API compatibility".
  NO_WHOLE_CHECKSUMS(
      "no checksum of whole objects in parts",
      "Cloudflare R2",
      refusing(
          "x-amz-checksum-type",
          501,
          "NotImplemented",
          "Header 'x-amz-checksum-type' with value 'FULL_OBJECT' not implemented")),

  /// R2 and B2 list object tagging as not supported in the documents named above; the XML API of
  /// Google Cloud Storage has no tags.
  NO_TAGS(
      "no tags",
      "Cloudflare R2, Backblaze B2, Google Cloud Storage",
      List.of(
          refuse(
              "x-amz-tagging",
              501,
              "NotImplemented",
              "A header you provided implies functionality that is not implemented"),
          refuse(
              "tagging",
              501,
              "NotImplemented",
              S3Operation.GET_OBJECT_TAGGING,
              S3Operation.PUT_OBJECT_TAGGING,
              S3Operation.DELETE_OBJECT_TAGGING))),

  /// UploadPartCopy is missing from the XML API of Google Cloud Storage ("Multipart uploads",
  /// limitations); older Storj gateways lack it too.
  NO_PART_COPY(
      "no UploadPartCopy",
      "Google Cloud Storage, Storj",
      List.of(refuse("part copy", 501, "NotImplemented", S3Operation.UPLOAD_PART_COPY))),

  /// Fastly Object Storage: rclone's table of providers sets `use_multipart_uploads: false`.
  NO_MULTIPART(
      "no multipart uploads",
      "Fastly",
      List.of(refuse("multipart", 501, "NotImplemented", S3Operation.CREATE_MULTIPART_UPLOAD))),

  /// Providers with `list_version: 1` in rclone's table.
  ONLY_LIST_V1(
      "ListObjects of version 1 only",
      "Ceph before 2017, Dreamhost, Netease and others",
      List.of(refuse("version 2", 501, "NotImplemented", S3Operation.LIST_OBJECTS_V2))),

  /// B2's documentation lists If-None-Match on PutObject as not supported; others answer the same.
  NO_CONDITIONAL_WRITES(
      "no conditional writes",
      "Backblaze B2, Supabase Storage",
      List.of(
          rule("if-none-match", 501, "NotImplemented", r -> writes(r, "if-none-match")),
          rule("if-match", 501, "NotImplemented", r -> writes(r, "if-match")))),

  /// Answers HEAD without `x-amz-tagging-count`, as Supabase Storage and others without tags do;
  /// and says AccessDenied to whoever asks for tags.
  TAGS_DENIED(
      "tags may not be read",
      "Supabase Storage; keys of Scaleway and OVH without that right",
      List.of(refuse("denied", 403, "AccessDenied", S3Operation.GET_OBJECT_TAGGING)));

  private final String title;
  private final String providers;
  private final List<FaultRule> rules;

  ServerDialect(String title, String providers, List<FaultRule> rules) {
    this.title = title;
    this.providers = providers;
    this.rules = rules;
  }

  /// What is missing.
  public String title() {
    return title;
  }

  /// Who is known to speak so.
  public String providers() {
    return providers;
  }

  public List<FaultRule> rules() {
    return rules;
  }

  /// Makes a front speak so from now on.
  public void addTo(FaultPlan plan) {
    rules.forEach(plan::add);
  }

  private static List<FaultRule> refusing(String header, int status, String code, String message) {
    return List.of(refuse(header, status, code, message));
  }

  private static FaultRule refuse(String header, int status, String code, String message) {
    return FaultRule.of(header, new Fault.Status(status, code, message))
        .where(request -> request.hasHeader(header));
  }

  private static FaultRule refuse(
      String name, int status, String code, S3Operation first, S3Operation... more) {
    return FaultRule.of(name, new Fault.Status(status, code, "not implemented")).on(first, more);
  }

  private static FaultRule rule(
      String name, int status, String code, Predicate<S3Request> condition) {
    return FaultRule.of(name, new Fault.Status(status, code, name + " is not implemented"))
        .where(condition);
  }

  private static boolean writes(S3Request request, String header) {
    return !request.method().equals("GET")
        && !request.method().equals("HEAD")
        && request.hasHeader(header);
  }
}
