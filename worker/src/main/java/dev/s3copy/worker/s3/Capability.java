// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.Locale;

/// What S3 can do and some servers cannot. Each is taken for given until a server refuses it.
///
/// The result stays the same without it, unless it has an effect to tell.
public enum Capability {
  /// Tells the checksum of an object that is read. A server that cannot has none to tell.
  CHECKSUM_ON_READ("x-amz-checksum-mode", ""),

  /// Stores tags.
  TAGS(Header.TAGGING, "cannot store tags, so copied objects have none"),

  /// Lets these credentials store tags. Learnt from a write that is accepted without them.
  WRITES_TAGS(
      "",
      "does not let these credentials store tags (s3:PutObjectTagging; for copies inside the server"
          + " also s3:GetObjectTagging), so copied objects have none"),

  /// Stores the tags of objects in parts, at once or afterwards.
  TAGS_OF_PARTS("", "does not store tags of large objects, so their copies have none"),

  /// Makes one checksum of the whole object from those of its parts; else S3 makes a composite one.
  CHECKSUM_OF_WHOLE("x-amz-checksum-type", ""),

  /// Takes a CRC-32C with each body; else it gets an MD5, which every server knows.
  CHECKSUM_ON_WRITE("x-amz-checksum-", ""),

  /// Takes an MD5 with each body, where it takes no CRC. Never learnt: it may be settled.
  MD5_ON_WRITE("", ""),

  /// Tells the tags of an object, to these credentials.
  READS_TAGS(
      "",
      "does not tell tags to these credentials (s3:GetObjectTagging), so copied objects have none"),

  /// Knows requests for the tags of an object; else none has any.
  TELLS_TAGS("", ""),

  /// Copies a part of an object by itself; else it copies whole objects, of up to 5 GiB.
  COPIES_PARTS("", ""),

  /// Objects in parts; else none is larger than one request.
  MULTIPART("", "knows no multipart uploads, so objects above 8 MiB fail by name"),

  /// Aborts uploads that come to nothing.
  ABORTS(
      "",
      "does not let these credentials abort uploads (s3:AbortMultipartUpload), so uploads that come"
          + " to nothing stay, unlisted, until a lifecycle rule removes them"),

  /// Looks at what was written; else the answer to the write is the only proof.
  CONFIRMATION(
      "",
      "may not be asked (s3:GetObject) for what was written, so large objects are not confirmed"),

  /// Lists what was written, so that a thousand objects are confirmed by one request.
  CONFIRMING_LIST(
      "",
      "may not be listed, so copies are confirmed by the answers to the writes and not by a"
          + " listing"),

  /// ListObjectsV2; else V1.
  LIST_V2("", ""),

  /// Gives the bytes as they are stored; else it is told that gzip is welcome.
  STORED_BYTES("", "");

  private static final int NOT_IMPLEMENTED = 501;
  private static final String CHECKSUM = "x-amz-checksum-";

  private final String header;
  private final String effect;

  Capability(String header, String effect) {
    this.header = header;
    this.effect = effect;
  }

  /// In CamelCase: `ChecksumOnRead`.
  public String word() {
    StringBuilder word = new StringBuilder();
    for (String part : name().split("_", -1)) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
    }
    return word.toString();
  }

  /// What is different without it, after the server's name: `cannot store tags, …`; empty for
  /// nothing.
  public String effect() {
    return effect;
  }

  /// Whether an error says that the server does not know a header of the request.
  boolean isRefused(S3Request request, S3Error error) {
    if (header.isEmpty() || !request.hasHeader(header)) return false;
    // A server that refuses one header about checksums names any of them.
    if (error.mentions(header.startsWith(CHECKSUM) ? CHECKSUM : header)) return true;
    return !error.documented() || (error.status() == NOT_IMPLEMENTED && this != CHECKSUM_ON_WRITE);
  }
}
