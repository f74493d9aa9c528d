// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.run;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import java.util.Map;

/// Names and labels of the objects of one run. They are a function of the copy, so the second
/// creation of an object gets 409, which means that it exists already.
///
/// @param stem the copy's name, fit to be a label and to begin a host name
public record RunNames(String namespace, String copy, String stem, String runId) {
  public static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
  public static final String MANAGED_BY = "s3copy";
  public static final String SELECTOR = MANAGED_BY_LABEL + "=" + MANAGED_BY;

  /// On pods: the full name of the copy, which may be too long for a label.
  public static final String COPY_ANNOTATION = "s3copy.dev/copy-name";

  /// A pod's host name has 63 characters: stem, run id, index and the suffix of its generated name.
  private static final int STEM_LENGTH = 40;

  private static final int HASH_DIGITS = 6;

  public static RunNames of(S3Copy copy) {
    String name = copy.getMetadata().getName();
    return new RunNames(copy.getMetadata().getNamespace(), name, stemOf(name), RunId.of(copy));
  }

  /// Dots are for names, not for host names. Two copies with one stem differ in their run ids.
  static String stemOf(String name) {
    String plain = name.replace('.', '-');
    if (plain.length() <= STEM_LENGTH) return plain;
    String hash = RunId.sha256(name).substring(0, HASH_DIGITS);
    return plain.substring(0, STEM_LENGTH - HASH_DIGITS - 1) + "-" + hash;
  }

  /// Name of the Job, and of the ServiceAccount and RoleBinding of its pods.
  public String job() {
    return stem + "-" + runId;
  }

  public String shard(String id) {
    return job() + "-" + id;
  }

  public Map<String, String> labels() {
    return Map.of(
        MANAGED_BY_LABEL, MANAGED_BY, S3CopyShard.COPY_LABEL, stem, S3CopyShard.RUN_LABEL, runId);
  }
}
