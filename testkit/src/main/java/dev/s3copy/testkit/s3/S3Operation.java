// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

/// What a request asks for, by the name S3 gives it.
public enum S3Operation {
  LIST_BUCKETS("ListBuckets"),
  CREATE_BUCKET("CreateBucket"),
  HEAD_BUCKET("HeadBucket"),
  DELETE_BUCKET("DeleteBucket"),
  GET_BUCKET_LOCATION("GetBucketLocation"),
  GET_BUCKET_VERSIONING("GetBucketVersioning"),
  LIST_OBJECTS("ListObjects"),
  LIST_OBJECTS_V2("ListObjectsV2"),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads"),
  DELETE_OBJECTS("DeleteObjects"),
  GET_OBJECT("GetObject"),
  HEAD_OBJECT("HeadObject"),
  PUT_OBJECT("PutObject"),
  COPY_OBJECT("CopyObject"),
  DELETE_OBJECT("DeleteObject"),
  GET_OBJECT_TAGGING("GetObjectTagging"),
  PUT_OBJECT_TAGGING("PutObjectTagging"),
  DELETE_OBJECT_TAGGING("DeleteObjectTagging"),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload"),
  UPLOAD_PART("UploadPart"),
  UPLOAD_PART_COPY("UploadPartCopy"),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload"),
  LIST_PARTS("ListParts"),
  UNKNOWN("Unknown");

  private final String title;

  S3Operation(String title) {
    this.title = title;
  }

  /// `GetObject`.
  public String title() {
    return title;
  }

  /// @param copies whether `x-amz-copy-source` is there
  static S3Operation of(String method, Target target, boolean copies) {
    if (target.bucket().isEmpty()) return method.equals("GET") ? LIST_BUCKETS : UNKNOWN;
    Query query = target.query();
    if (target.key().isEmpty()) return ofBucket(method, query);
    if (query.has("tagging")) return ofTagging(method);
    if (query.has("uploads") && method.equals("POST")) return CREATE_MULTIPART_UPLOAD;
    if (query.has("uploadId")) return ofUpload(method, copies);
    if (unsupported(query)) return UNKNOWN;
    return switch (method) {
      case "GET" -> GET_OBJECT;
      case "HEAD" -> HEAD_OBJECT;
      case "PUT" -> copies ? COPY_OBJECT : PUT_OBJECT;
      case "DELETE" -> DELETE_OBJECT;
      default -> UNKNOWN;
    };
  }

  private static boolean unsupported(Query query) {
    return query.has("acl")
        || query.has("attributes")
        || query.has("legal-hold")
        || query.has("restore")
        || query.has("retention")
        || query.has("select")
        || query.has("torrent");
  }

  private static S3Operation ofTagging(String method) {
    return switch (method) {
      case "GET" -> GET_OBJECT_TAGGING;
      case "PUT" -> PUT_OBJECT_TAGGING;
      case "DELETE" -> DELETE_OBJECT_TAGGING;
      default -> UNKNOWN;
    };
  }

  private static S3Operation ofUpload(String method, boolean copies) {
    return switch (method) {
      case "PUT" -> copies ? UPLOAD_PART_COPY : UPLOAD_PART;
      case "POST" -> COMPLETE_MULTIPART_UPLOAD;
      case "DELETE" -> ABORT_MULTIPART_UPLOAD;
      case "GET" -> LIST_PARTS;
      default -> UNKNOWN;
    };
  }

  private static S3Operation ofBucket(String method, Query query) {
    return switch (method) {
      case "GET" -> ofBucketGet(query);
      case "PUT" -> configures(query) ? UNKNOWN : CREATE_BUCKET;
      case "HEAD" -> HEAD_BUCKET;
      case "DELETE" -> configures(query) ? UNKNOWN : DELETE_BUCKET;
      case "POST" -> query.has("delete") ? DELETE_OBJECTS : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  private static S3Operation ofBucketGet(Query query) {
    if (query.has("location")) return GET_BUCKET_LOCATION;
    if (query.has("versioning")) return GET_BUCKET_VERSIONING;
    if (query.has("uploads")) return LIST_MULTIPART_UPLOADS;
    if (configures(query)) return UNKNOWN;
    return query.text("list-type", "1").equals("2") ? LIST_OBJECTS_V2 : LIST_OBJECTS;
  }

  /// Sub-resources have neither value nor hyphenated paging parameters beside them.
  private static boolean configures(Query query) {
    return query.parameters().stream()
        .anyMatch(p -> p.value().isEmpty() && BUCKET_SETTINGS.contains(p.name()));
  }

  private static final java.util.Set<String> BUCKET_SETTINGS =
      java.util.Set.of(
          "accelerate",
          "acl",
          "cors",
          "encryption",
          "lifecycle",
          "logging",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "publicAccessBlock",
          "replication",
          "tagging",
          "versioning",
          "versions",
          "website");
}
