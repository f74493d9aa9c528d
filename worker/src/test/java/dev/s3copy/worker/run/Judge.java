// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.testkit.S3Access;
import dev.s3copy.worker.http.EndpointRules;
import dev.s3copy.worker.http.Proxies;
import dev.s3copy.worker.http.SdkClient;
import dev.s3copy.worker.http.TlsOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// Fills a server and looks at what a copy made of it, with the AWS SDK: its signatures, keys and
/// documents are not ours.
final class Judge implements AutoCloseable {
  private static final int PART = 5 << 20;

  /// What the client takes at once.
  private static final int RANGE = 1 << 20;

  private final S3Client s3;

  Judge(S3Access access) {
    this.s3 =
        S3Client.builder()
            .endpointOverride(access.endpoint())
            .region(Region.of(access.region()))
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // rclone stores the chunk heads of an aws-chunked body as content.
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false).expectContinueEnabled(false))
            .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .httpClient(new SdkClient(TlsOptions.USUAL, EndpointRules.ANYWHERE, Proxies.NONE))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(access.accessKey(), access.secretKey())))
            .build();
  }

  void createBucket(String bucket) {
    s3.createBucket(r -> r.bucket(bucket));
  }

  /// @return the server's code if it refuses the object; null if it takes it
  @Nullable String put(String bucket, Sample.Item item) {
    try {
      if (item.inParts()) putParts(bucket, item);
      else putWhole(bucket, item);
      return null;
    } catch (S3Exception e) {
      return e.awsErrorDetails() == null
          ? "HTTP " + e.statusCode()
          : e.awsErrorDetails().errorCode();
    }
  }

  private void putWhole(String bucket, Sample.Item item) {
    s3.putObject(
        r -> {
          r.bucket(bucket).key(item.key());
          r.overrideConfiguration(o -> headers(item).forEach(o::putHeader));
        },
        RequestBody.fromBytes(item.body()));
  }

  private void putParts(String bucket, Sample.Item item) {
    String id =
        s3.createMultipartUpload(
                r -> {
                  r.bucket(bucket).key(item.key());
                  r.overrideConfiguration(o -> headers(item).forEach(o::putHeader));
                })
            .uploadId();
    byte[] body = item.body();
    List<CompletedPart> parts = new ArrayList<>();
    for (int from = 0; from < body.length; from += PART) {
      int number = from / PART + 1;
      byte[] part = Arrays.copyOfRange(body, from, Math.min(from + PART, body.length));
      String etag =
          s3.uploadPart(
                  r -> r.bucket(bucket).key(item.key()).uploadId(id).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    s3.completeMultipartUpload(
        r ->
            r.bucket(bucket)
                .key(item.key())
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts)));
  }

  private static Map<String, String> headers(Sample.Item item) {
    Map<String, String> headers = new TreeMap<>(item.headers());
    if (!item.tags().isEmpty()) {
      headers.put(
          "x-amz-tagging",
          item.tags().entrySet().stream()
              .map(tag -> tag.getKey() + "=" + tag.getValue().replace(" ", "%20"))
              .collect(Collectors.joining("&")));
    }
    return headers;
  }

  /// Tags that an upload does not keep may be kept by a request of their own.
  void tag(String bucket, Sample.Item item) {
    Set<Tag> tags =
        item.tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .collect(Collectors.toSet());
    try {
      // rclone takes a request about tags for one about the object, and would replace it.
      s3.getObjectTagging(r -> r.bucket(bucket).key(item.key()));
      s3.putObjectTagging(r -> r.bucket(bucket).key(item.key()).tagging(set -> set.tagSet(tags)));
    } catch (SdkException e) {
      // A server without tags: what it keeps is looked at afterwards.
    }
  }

  void copy(String from, String to, Sample.Item item) {
    s3.copyObject(
        r ->
            r.sourceBucket(from)
                .sourceKey(item.key())
                .destinationBucket(to)
                .destinationKey(item.key()));
  }

  /// Every key that a listing shows.
  Set<String> keys(String bucket) {
    ListObjectsV2Request list = ListObjectsV2Request.builder().bucket(bucket).build();
    Set<String> keys = new TreeSet<>();
    s3.listObjectsV2Paginator(list).contents().forEach(object -> keys.add(object.key()));
    return keys;
  }

  boolean hasContent(String bucket, Sample.Item item) {
    try {
      if (s3.headObject(r -> r.bucket(bucket).key(item.key())).contentLength() != item.size()) {
        return false;
      }
      byte[] body = item.body();
      for (int from = 0; from < body.length; from += RANGE) {
        int to = Math.min(from + RANGE, body.length);
        String range = "bytes=" + from + "-" + (to - 1);
        byte[] got =
            s3.getObjectAsBytes(r -> r.bucket(bucket).key(item.key()).range(range)).asByteArray();
        if (!Arrays.equals(got, Arrays.copyOfRange(body, from, to))) return false;
      }
      return true;
    } catch (S3Exception e) {
      return false;
    }
  }

  /// Which headers of the item, and `tags`, an object does not have.
  Set<String> lost(String bucket, Sample.Item item) {
    Set<String> lost = new TreeSet<>();
    if (!item.headers().isEmpty()) {
      SdkResponse head = s3.headObject(r -> r.bucket(bucket).key(item.key()));
      var http = head.sdkHttpResponse();
      item.headers()
          .forEach(
              (name, value) -> {
                if (!value.equals(http.firstMatchingHeader(name).orElse(""))) lost.add(name);
              });
    }
    if (!item.tags().isEmpty() && !item.tags().equals(tags(bucket, item))) lost.add("tags");
    return lost;
  }

  private Map<String, String> tags(String bucket, Sample.Item item) {
    try {
      return s3.getObjectTagging(r -> r.bucket(bucket).key(item.key())).tagSet().stream()
          .collect(Collectors.toMap(Tag::key, Tag::value));
    } catch (SdkException e) {
      // A server without tags refuses, or answers something else (rclone: the object itself).
      return Map.of();
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
