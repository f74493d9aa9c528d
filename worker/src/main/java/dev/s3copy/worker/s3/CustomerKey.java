// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// A key that goes with every request (SSE-C). Shows itself to nobody else.
public final class CustomerKey implements EncryptionKey {
  private static final int LENGTH = 32;
  private static final String HEADERS = "server-side-encryption-customer-";

  private final String key;
  private final String md5;

  private CustomerKey(byte[] bytes) {
    this.key = Base64.getEncoder().encodeToString(bytes);
    this.md5 = Base64.getEncoder().encodeToString(PartResult.md5().digest(bytes));
  }

  /// @param content 32 bytes, as they are or in base64
  /// @throws IllegalArgumentException for anything else
  public static CustomerKey of(byte[] content) {
    if (content.length == LENGTH) return new CustomerKey(content);
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(new String(content, StandardCharsets.US_ASCII).strip());
    } catch (IllegalArgumentException e) {
      // Its message would tell a part of the key.
      decoded = new byte[0];
    }
    if (decoded.length == LENGTH) return new CustomerKey(decoded);
    throw new IllegalArgumentException("not 32 bytes, neither as they are nor in base64");
  }

  @Override
  public boolean hidesHashes() {
    return true;
  }

  /// Of a request about an object.
  List<Header> headers() {
    return headers("x-amz-");
  }

  /// Of a copy that reads an object.
  List<Header> sourceHeaders() {
    return headers("x-amz-copy-source-");
  }

  private List<Header> headers(String start) {
    return List.of(
        Header.of(start + HEADERS + "algorithm", "AES256"),
        Header.of(start + HEADERS + "key", key),
        Header.of(start + HEADERS + "key-md5", md5));
  }

  @Override
  public String toString() {
    return "CustomerKey";
  }
}
