// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

/// What the requests of one bucket say beyond what they ask for.
///
/// @param storageClass of all that is written; empty for the server's default
/// @param requesterPays whether the account of the credentials offers to pay
/// @param expectedOwner account that the bucket must belong to; empty for any
public record BucketOptions(
    String storageClass, TagPolicy tags, boolean requesterPays, String expectedOwner) {
  public static final BucketOptions NONE = new BucketOptions("", TagPolicy.BEST_EFFORT, false, "");

  public BucketOptions withTags(TagPolicy policy) {
    return new BucketOptions(storageClass, policy, requesterPays, expectedOwner);
  }

  /// What is not left to the server's answers.
  void settle(Dialect dialect) {
    if (tags != TagPolicy.REQUIRED) return;
    dialect.settle(Capability.TAGS, true);
    dialect.settle(Capability.READS_TAGS, true);
  }
}
