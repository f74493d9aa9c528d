// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.util.ArrayList;
import java.util.List;

/// The headers that come from the options of a bucket, made once.
///
/// @param always of every request to the bucket
/// @param creating of requests that create an object, or the upload of one, beside those
/// @param keyed of requests that read, write or describe an object's bytes, beside those
/// @param source of a copy from the bucket, wherever it goes
record BucketHeaders(
    List<Header> always, List<Header> creating, List<Header> keyed, List<Header> source) {
  static final String ENCRYPTION = "x-amz-server-side-encryption";
  static final String PAYER = "x-amz-request-payer";
  static final String OWNER = "x-amz-expected-bucket-owner";
  static final String SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

  static BucketHeaders of(BucketOptions options) {
    List<Header> always = new ArrayList<>();
    List<Header> creating = new ArrayList<>();
    List<Header> source = new ArrayList<>();
    if (options.requesterPays()) {
      Header payer = Header.of(PAYER, "requester");
      always.add(payer);
      source.add(payer);
    }
    String owner = options.expectedOwner();
    if (!owner.isEmpty()) {
      always.add(Header.of(OWNER, owner));
      source.add(Header.of(SOURCE_OWNER, owner));
    }
    String storageClass = options.storageClass();
    if (!storageClass.isEmpty()) creating.add(Header.of("x-amz-storage-class", storageClass));
    List<Header> keyed = List.of();
    switch (options.encryption()) {
      case null -> {}
      case EncryptionKey.ServerKey chosen -> add(chosen, creating);
      case CustomerKey key -> {
        keyed = key.headers();
        source.addAll(key.sourceHeaders());
      }
    }
    return new BucketHeaders(
        List.copyOf(always), List.copyOf(creating), keyed, List.copyOf(source));
  }

  private static void add(EncryptionKey.ServerKey chosen, List<Header> creating) {
    creating.add(Header.of(ENCRYPTION, chosen.algorithm()));
    if (!chosen.keyId().isEmpty()) {
      creating.add(Header.of(ENCRYPTION + "-aws-kms-key-id", chosen.keyId()));
    }
    Boolean bucketKey = chosen.bucketKey();
    if (bucketKey == null) return;
    creating.add(Header.of(ENCRYPTION + "-bucket-key-enabled", bucketKey.toString()));
  }

  void addTo(S3Request request) {
    always.forEach(request::header);
    if (request.operation().creates()) creating.forEach(request::header);
    if (request.operation().handlesBytes()) keyed.forEach(request::header);
  }
}
