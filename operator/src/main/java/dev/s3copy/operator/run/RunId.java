// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.S3Copy;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The id of a run follows from the copy alone, so that every visit and every operator finds the
/// same one: another uid or another trigger is another run.
public final class RunId {
  /// 40 bits: two runs of one copy never meet by chance, and names stay short.
  private static final int DIGITS = 10;

  private RunId() {}

  public static String of(S3Copy copy) {
    String trigger = requireNonNullElse(copy.getSpec().trigger(), "");
    return sha256(copy.getMetadata().getUid() + "\n" + trigger).substring(0, DIGITS);
  }

  static String sha256(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
