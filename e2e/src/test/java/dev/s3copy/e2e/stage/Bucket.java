// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.stage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What the independent client does in one bucket.
public record Bucket(S3Client client, String name) {
  /// Objects whose bytes follow from their key and `seed`.
  ///
  /// @param prefix the keys are `<prefix><i / 100>/<i>`
  public void fill(String prefix, int count, int bytes, long seed) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) keys.add("%s%04d/%06d.bin".formatted(prefix, i / 100, i));
    forAll(keys, key -> put(key, content(key, bytes, seed)));
  }

  public void put(String key, byte[] body) {
    client.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(body));
  }

  public void put(String key, String body) {
    put(key, body.getBytes(StandardCharsets.UTF_8));
  }

  public String text(String key) {
    return client.getObjectAsBytes(request -> request.bucket(name).key(key)).asUtf8String();
  }

  public List<String> keys(String prefix) {
    return objects(prefix).stream().map(S3Object::key).toList();
  }

  /// The rest of each key behind the prefix, and SHA-256 of the bytes that a GET gives.
  public Map<String, String> contents(String prefix) {
    Map<String, String> found = new TreeMap<>();
    forAll(
        keys(prefix),
        key -> {
          byte[] body = client.getObjectAsBytes(r -> r.bucket(name).key(key)).asByteArrayUnsafe();
          synchronized (found) {
            found.put(key.substring(prefix.length()), sha256(body));
          }
        });
    return found;
  }

  /// The rest of each key behind the prefix, and size with ETag: for more objects than are read.
  public Map<String, String> entries(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (S3Object object : objects(prefix)) {
      found.put(object.key().substring(prefix.length()), object.size() + " " + object.eTag());
    }
    return found;
  }

  private List<S3Object> objects(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix))
        .contents()
        .stream()
        .toList();
  }

  static byte[] content(String key, int bytes, long seed) {
    byte[] body = new byte[bytes];
    new Random(key.hashCode() * 31L + seed).nextBytes(body);
    return body;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Several at once, as many as there are connections.
  private static void forAll(List<String> keys, Consumer<String> action) {
    try (ExecutorService threads = Executors.newFixedThreadPool(S3Server.CONNECTIONS)) {
      List<Future<?>> all = new ArrayList<>();
      for (String key : keys) all.add(threads.submit(() -> action.accept(key)));
      for (Future<?> each : all) each.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the test's own client failed", e.getCause());
    }
  }
}
