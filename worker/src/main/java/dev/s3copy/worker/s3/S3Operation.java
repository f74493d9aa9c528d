// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// The S3 calls we make and what is particular about each.
enum S3Operation {
  LIST("ListObjectsV2", "GET", "s3:ListBucket", Trait.RESENDABLE),
  HEAD("HeadObject", "HEAD", "s3:GetObject", Trait.RESENDABLE),
  GET("GetObject", "GET", "s3:GetObject", Trait.RESENDABLE),
  TAGGING("GetObjectTagging", "GET", "s3:GetObjectTagging", Trait.RESENDABLE),
  /// Of an object that was just written: a refusal says nothing about the source.
  STORED_TAGGING("GetObjectTagging", "GET", "s3:GetObjectTagging", Trait.RESENDABLE),
  PUT_TAGGING("PutObjectTagging", "PUT", "s3:PutObjectTagging", Trait.RESENDABLE),
  PUT("PutObject", "PUT", "s3:PutObject", Trait.RESENDABLE),
  COPY(
      "CopyObject",
      "PUT",
      "s3:PutObject here, and s3:GetObject on the source",
      Trait.RESENDABLE | Trait.SLOW | Trait.RESULT_IN_BODY),
  CREATE_UPLOAD("CreateMultipartUpload", "POST", "s3:PutObject", Trait.RESULT_IN_BODY),
  UPLOAD_PART("UploadPart", "PUT", "s3:PutObject", Trait.RESENDABLE),
  COPY_PART(
      "UploadPartCopy",
      "PUT",
      "s3:PutObject here, and s3:GetObject on the source",
      Trait.RESENDABLE | Trait.SLOW | Trait.RESULT_IN_BODY),
  COMPLETE("CompleteMultipartUpload", "POST", "s3:PutObject", Trait.SLOW | Trait.RESULT_IN_BODY),
  /// Of temporary objects of a run only.
  DELETE("DeleteObject", "DELETE", "s3:DeleteObject", Trait.RESENDABLE),
  ABORT("AbortMultipartUpload", "DELETE", "s3:AbortMultipartUpload", Trait.RESENDABLE);

  private static final class Trait {
    /// Sending it twice has the same effect as sending it once.
    static final int RESENDABLE = 1;

    /// The server may send nothing for as long as it needs to copy gigabytes.
    static final int SLOW = 2;

    /// A 200 may still carry an error document.
    static final int RESULT_IN_BODY = 4;
  }

  private final String text;
  private final String method;
  private final String action;
  private final int traits;

  S3Operation(String text, String method, String action, int traits) {
    this.text = text;
    this.method = method;
    this.action = action;
    this.traits = traits;
  }

  /// As S3's documentation names it.
  String text() {
    return text;
  }

  String method() {
    return method;
  }

  /// The permission it needs.
  String action() {
    return action;
  }

  boolean resendable() {
    return (traits & Trait.RESENDABLE) != 0;
  }

  boolean slow() {
    return (traits & Trait.SLOW) != 0;
  }

  boolean resultInBody() {
    return (traits & Trait.RESULT_IN_BODY) != 0;
  }

  boolean reads() {
    return this == LIST || this == HEAD || this == GET || this == TAGGING || this == STORED_TAGGING;
  }

  /// Whether it creates an object, or the upload of one.
  boolean creates() {
    return this == PUT || this == COPY || this == CREATE_UPLOAD;
  }

  /// Whether it reads, writes or describes the bytes of an object, which takes its key.
  boolean handlesBytes() {
    return creates()
        || copies()
        || this == UPLOAD_PART
        || this == COMPLETE
        || this == GET
        || this == HEAD;
  }

  boolean copies() {
    return this == COPY || this == COPY_PART;
  }
}
