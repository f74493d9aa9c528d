// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

/// CEL expressions too long to stand beside their field, and the patterns and bounds several fields
/// share.
///
/// The API server estimates what a rule costs from the lengths and counts its inputs may have, so
/// every string, list and map of the spec is bounded.
final class Rules {
  static final String UNCHANGED = "self == oldSelf";

  /// RFC 1123 subdomain, as Kubernetes names most objects.
  static final String OBJECT_NAME =
      "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

  static final int OBJECT_NAME_LENGTH = 253;

  /// The keys a Secret or ConfigMap may have.
  static final String DATA_KEY = "^[A-Za-z0-9._-]+$";

  static final int DATA_KEY_LENGTH = 253;

  /// A number of bytes as Kubernetes writes it, not below one byte.
  static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(k|[MGTPE]|[KMGTPE]i)?$";

  /// S3 limits a key to 1024 bytes of UTF-8.
  static final int KEY_LENGTH = 1024;

  /// A path of 4095 bytes, the longest of Linux, as base64, with its marker. S3 has shorter keys.
  static final int SHARD_KEY_LENGTH = 5600;

  static final int PATTERNS = 64;

  /// Linux refuses longer paths (PATH_MAX).
  static final int PATH_LENGTH = 4096;

  /// Ten years.
  static final int MAX_TTL_SECONDS = 315_360_000;

  /// Within one bucket of one endpoint neither prefix may begin with the other, as far as the spec
  /// can tell: two endpoints that lead to one server are found when the copy starts.
  static final String DESTINATION_OUTSIDE_SOURCE =
      """
      self.mode != 'Copy' || !has(self.source.s3) || !has(self.destination.s3)\
       || self.source.s3.bucket != self.destination.s3.bucket\
       || (has(self.source.s3.endpoint) ? self.source.s3.endpoint : '') != (has(self.destination.s3.endpoint) ? self.destination.s3.endpoint : '')\
       || !(self.destination.s3.prefix.startsWith(self.source.s3.prefix)\
       || self.source.s3.prefix.startsWith(self.destination.s3.prefix))\
      """;

  static final String INVENTORY_OUTSIDE_SOURCE =
      """
      self.mode != 'Inventory' || !has(self.source.s3) || !has(self.destination.s3)\
       || self.source.s3.bucket != self.destination.s3.bucket\
       || (has(self.source.s3.endpoint) ? self.source.s3.endpoint : '') != (has(self.destination.s3.endpoint) ? self.destination.s3.endpoint : '')\
       || !self.destination.s3.prefix.startsWith(self.source.s3.prefix)\
      """;

  static final String REPORT_OUTSIDE_SOURCE_BUCKET =
      """
      !has(self.report) || !has(self.report.s3) || !has(self.source.s3)\
       || self.source.s3.bucket != self.report.s3.bucket\
       || (has(self.source.s3.endpoint) ? self.source.s3.endpoint : '') != (has(self.report.s3.endpoint) ? self.report.s3.endpoint : '')\
       || !self.report.s3.prefix.startsWith(self.source.s3.prefix)\
      """;

  static final String REPORT_OUTSIDE_SOURCE_VOLUME =
      """
      !has(self.report) || !has(self.report.volume) || !has(self.source.volume)\
       || self.source.volume.claimName != self.report.volume.claimName\
       || !(self.source.volume.path == ''\
       || (self.report.volume.path + '/').startsWith(self.source.volume.path + '/'))\
      """;

  static final String SERVER_SIDE_ONE_ENDPOINT =
      """
      self.transfer != 'ServerSide' || (has(self.source.s3) && has(self.destination.s3)\
       && (has(self.source.s3.endpoint) ? self.source.s3.endpoint : '') == (has(self.destination.s3.endpoint) ? self.destination.s3.endpoint : ''))\
      """;

  /// The two ends are of two types, so no list can hold both.
  static final String TAGS_POSSIBLE =
      """
      self.preserve.tags != 'Required' || (\
      (!has(self.source.s3) || !has(self.source.s3.compatibility)\
       || !has(self.source.s3.compatibility.tags) || self.source.s3.compatibility.tags)\
       && (!has(self.destination.s3) || !has(self.destination.s3.compatibility)\
       || !has(self.destination.s3.compatibility.tags) || self.destination.s3.compatibility.tags))\
      """;

  static final String NO_LEADING_SLASH = "self.all(p, !p.startsWith('/'))";
  static final String NO_LEADING_SLASH_MESSAGE =
      "a pattern begins with /, but the key after the prefix seldom does; remove the /, or write"
          + " \\/ if you mean it";

  /// Brackets and the outermost braces closed; the worker reads the rest of a pattern and can say
  /// more.
  static final String CLOSED_GLOBS =
      "self.all(p,"
          + " p.matches(r'^([^\\\\\\[\\{]|\\\\.|\\[[!^]?(\\\\.|[^\\\\])([^\\]\\\\]|\\\\.)*\\]|\\{([^\\}\\\\]|\\\\.)*\\})*$'))";
  static final String CLOSED_GLOBS_MESSAGE =
      "a pattern has an unclosed or empty [ ], an unclosed { }, or a \\ at its end; close it, or"
          + " write \\[ or \\{ for the character itself";

  private Rules() {}
}
