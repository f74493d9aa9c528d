// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit.s3;

import dev.s3copy.testkit.http.Headers;

/// The server does not do what was asked, and says why in S3's own codes.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Headers headers;

  /// More elements of the error document, already XML.
  private final String detail;

  private Refusal(int status, String code, String message, Headers headers, String detail) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.detail = detail;
  }

  static Refusal of(int status, String code, String message) {
    return new Refusal(status, code, message, Headers.NONE, "");
  }

  Refusal with(Headers more) {
    return new Refusal(status, code, text(), more, detail);
  }

  Refusal detail(String element, String value) {
    return new Refusal(status, code, text(), headers, new Xml().text(element, value).toString());
  }

  static Refusal badRequest(String code, String message) {
    return of(400, code, message);
  }

  static Refusal invalidArgument(String message) {
    return badRequest("InvalidArgument", message);
  }

  static Refusal preconditionFailed(String condition) {
    return of(
            412,
            "PreconditionFailed",
            "At least one of the pre-conditions did not hold: " + condition)
        .detail("Condition", condition);
  }

  static Refusal noSuchKey(String key) {
    return of(404, "NoSuchKey", "The specified key does not exist.").detail("Key", key);
  }

  static Refusal noSuchUpload() {
    return of(404, "NoSuchUpload", "The specified multipart upload does not exist.");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  Headers headers() {
    return headers;
  }

  String detail() {
    return detail;
  }
}
