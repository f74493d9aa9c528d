// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.http.Listener;
import dev.s3copy.testkit.s3.Bucket;
import dev.s3copy.testkit.s3.Content;
import dev.s3copy.testkit.s3.Etags;
import dev.s3copy.testkit.s3.Identity;
import dev.s3copy.testkit.s3.MemoryStore;
import dev.s3copy.testkit.s3.Metadata;
import dev.s3copy.testkit.s3.S3Service;
import dev.s3copy.testkit.s3.Settings;
import dev.s3copy.testkit.s3.StoredObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An S3 server in this process, in memory, path style; on 127.0.0.1 unless told otherwise.
///
/// Keys are bytes and stay exact; listings are in UTF-8 order; signatures, checksums and
/// preconditions are checked. It keeps no versions, and no ACLs: those answer 501. It takes
/// encryption for granted: headers and keys are kept and asked for, and ETags made opaque. Beside
/// HTTP it can be filled and read directly, without a request.
public final class EmbeddedS3 implements AutoCloseable {
  private static final long MILLIS = 1000;

  private final Settings settings;
  private final Listener listener;

  private EmbeddedS3(InetSocketAddress address, Settings settings) {
    this.settings = settings;
    this.listener = Listener.start(address, "embedded-s3", new S3Service(settings));
  }

  /// On a free port.
  public static EmbeddedS3 start() {
    return builder().start();
  }

  public static Builder builder() {
    return new Builder();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  public String accessKey() {
    return settings.identity().accessKey();
  }

  public String secretKey() {
    return settings.identity().secretKey();
  }

  public String region() {
    return settings.identity().region();
  }

  public S3Access access() {
    return new S3Access("embedded", endpoint(), accessKey(), secretKey(), region());
  }

  /// Does nothing where the bucket is already there.
  public EmbeddedS3 createBucket(String name) {
    settings.store().create(name, now());
    return this;
  }

  public void put(String bucket, String key, byte[] body, Map<String, String> headers) {
    put(bucket, Key.of(key), body, headers);
  }

  public void put(String bucket, Key key, byte[] body, Map<String, String> headers) {
    put(bucket, key, Content.of(body.clone()), headers);
  }

  /// @param headers content headers, `x-amz-meta-*` and `x-amz-storage-class`
  public void put(String bucket, Key key, Content content, Map<String, String> headers) {
    String etag = Etags.ofContent(content);
    put(bucket, key, new Written(content, etag, now()), headers);
  }

  /// An object of any size that takes no memory, see [Content#pattern]. Its ETag is that of an
  /// object made of parts: opaque.
  public void putPattern(String bucket, Key key, long length, long seed) {
    String etag = "%016x%016x-%d".formatted(length, seed, length / (8 << 20) + 1);
    put(bucket, key, new Written(Content.pattern(length, seed), etag, now()), Map.of());
  }

  public void tag(String bucket, Key key, Map<String, String> tags) {
    StoredObject object = need(bucket, key);
    SortedMap<String, String> sorted = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    bucket(bucket)
        .put(
            key,
            new StoredObject(
                object.content(),
                object.etag(),
                object.modifiedMillis(),
                object.headers(),
                sorted,
                object.checksum()));
  }

  /// The bytes of an object that must be there.
  public byte[] read(String bucket, String key) {
    return read(bucket, Key.of(key));
  }

  public byte[] read(String bucket, Key key) {
    return need(bucket, key).content().bytes();
  }

  /// Everything about an object; null where there is none.
  public @Nullable StoredObject find(String bucket, Key key) {
    return bucket(bucket).get(key);
  }

  public void remove(String bucket, Key key) {
    bucket(bucket).objects().remove(key);
  }

  /// Takes several keys of a bucket for one.
  public EmbeddedS3 foldKeys(String bucket, UnaryOperator<Key> name) {
    bucket(bucket).foldKeys(name);
    return this;
  }

  /// Leaves keys of a bucket out of its listings.
  public EmbeddedS3 hide(String bucket, Predicate<Key> keys) {
    bucket(bucket).hide(keys);
    return this;
  }

  /// Takes the tags of what is written to a bucket and stores none.
  public EmbeddedS3 dropTags(String bucket) {
    bucket(bucket).dropTags();
    return this;
  }

  /// Encrypts what is written to a bucket with keys of a key management service, unasked.
  public EmbeddedS3 encrypt(String bucket) {
    bucket(bucket).encrypt(Map.of("x-amz-server-side-encryption", "aws:kms"));
    return this;
  }

  /// Refuses requests that expect another owner of a bucket.
  public EmbeddedS3 ownedBy(String bucket, String account) {
    bucket(bucket).ownedBy(account);
    return this;
  }

  /// Refuses requests to a bucket that do not say that the requester pays.
  public EmbeddedS3 requesterPays(String bucket) {
    bucket(bucket).requesterPays();
    return this;
  }

  /// All keys in order.
  public List<Key> keys(String bucket) {
    return List.copyOf(bucket(bucket).objects().keySet());
  }

  public int count(String bucket) {
    return bucket(bucket).objects().size();
  }

  /// The keys of uploads begun and neither completed nor aborted, in order.
  public List<Key> pendingUploads(String bucket) {
    return bucket(bucket).uploads().values().stream().map(upload -> upload.key()).sorted().toList();
  }

  @Override
  public void close() {
    listener.close();
  }

  private record Written(Content content, String etag, long modifiedMillis) {}

  private void put(String bucket, Key key, Written written, Map<String, String> headers) {
    StoredObject object =
        new StoredObject(
            written.content(),
            written.etag(),
            written.modifiedMillis(),
            Metadata.of(headers),
            Collections.emptySortedMap(),
            null);
    bucket(bucket).put(key, object);
  }

  private StoredObject need(String bucket, Key key) {
    StoredObject object = bucket(bucket).get(key);
    if (object != null) return object;
    throw new IllegalArgumentException("no object " + key + " in bucket " + bucket);
  }

  private Bucket bucket(String name) {
    Bucket bucket = settings.store().find(name);
    if (bucket == null) throw new IllegalArgumentException("no bucket " + name);
    return bucket;
  }

  private long now() {
    return Math.floorDiv(settings.clock().millis(), MILLIS) * MILLIS;
  }

  /// What may differ from one server to the next.
  public static final class Builder {
    private int port;
    private String accessKey = "embedded";
    private String secretKey = "embedded-secret";
    private String region = "us-east-1";
    private boolean anonymousAllowed;
    private boolean everywhere;
    private InstantSource clock = InstantSource.system();
    private long minPartBytes = Settings.S3_MIN_PART_BYTES;

    private Builder() {}

    /// @param port 0, the default, for any free one
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    public Builder credentials(String accessKey, String secretKey) {
      this.accessKey = accessKey;
      this.secretKey = secretKey;
      return this;
    }

    public Builder region(String region) {
      this.region = region;
      return this;
    }

    /// Lets requests without signature in.
    public Builder allowAnonymous() {
      this.anonymousAllowed = true;
      return this;
    }

    /// On all addresses of this machine: for a server in a pod.
    public Builder listenEverywhere() {
      this.everywhere = true;
      return this;
    }

    /// Decides Last-Modified and whose clock is skewed.
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /// Smaller than the 5 MiB of S3, to test multipart uploads with small bodies.
    public Builder minPartBytes(long bytes) {
      this.minPartBytes = bytes;
      return this;
    }

    public EmbeddedS3 start() {
      Identity identity = new Identity(accessKey, secretKey, region, anonymousAllowed);
      return new EmbeddedS3(
          everywhere
              ? new InetSocketAddress(port)
              : new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          new Settings(new MemoryStore(), identity, clock, minPartBytes));
    }
  }
}
