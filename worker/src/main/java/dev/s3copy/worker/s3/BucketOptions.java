// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import org.jspecify.annotations.Nullable;

/// What the requests of one bucket say beyond what they ask for.
///
/// @param storageClass of all that is written; empty for the server's default
/// @param encryption of all that is written, and what reading needs; null for the server's default
/// @param requesterPays whether the account of the credentials offers to pay
/// @param expectedOwner account that the bucket must belong to; empty for any
/// @param compatibility what is not learnt from the server's answers
public record BucketOptions(
    String storageClass,
    @Nullable EncryptionKey encryption,
    TagPolicy tags,
    boolean requesterPays,
    String expectedOwner,
    KnownCapability compatibility) {
  public static final BucketOptions NONE =
      new BucketOptions("", null, TagPolicy.BEST_EFFORT, false, "", KnownCapability.LEARNT);

  public BucketOptions withTags(TagPolicy policy) {
    return new BucketOptions(
        storageClass, encryption, policy, requesterPays, expectedOwner, compatibility);
  }

  public BucketOptions withEncryption(EncryptionKey chosen) {
    return new BucketOptions(
        storageClass, chosen, tags, requesterPays, expectedOwner, compatibility);
  }

  public BucketOptions withAccounts(boolean pays, String owner) {
    return new BucketOptions(storageClass, encryption, tags, pays, owner, compatibility);
  }

  public BucketOptions withCompatibility(KnownCapability known) {
    return new BucketOptions(storageClass, encryption, tags, requesterPays, expectedOwner, known);
  }

  /// What is not left to the server's answers.
  void settle(Dialect dialect) {
    compatibility.known().forEach(dialect::settle);
    if (encryption != null && encryption.hidesHashes()) dialect.hidesHashes();
    if (tags != TagPolicy.REQUIRED) return;
    dialect.settle(Capability.TAGS, true);
    dialect.settle(Capability.WRITES_TAGS, true);
    dialect.settle(Capability.READS_TAGS, true);
  }
}
