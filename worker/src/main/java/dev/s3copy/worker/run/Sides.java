// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.api.Credentials;
import dev.s3copy.api.Location;
import dev.s3copy.api.Mode;
import dev.s3copy.api.OverwritePolicy;
import dev.s3copy.api.Role;
import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.S3Location;
import dev.s3copy.api.VolumeLocation;
import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.core.key.Key;
import dev.s3copy.core.pace.RequestGate;
import dev.s3copy.worker.copy.AtOnce;
import dev.s3copy.worker.copy.Retrier;
import dev.s3copy.worker.file.Volume;
import dev.s3copy.worker.file.VolumeAccess;
import dev.s3copy.worker.http.TlsOptions;
import dev.s3copy.worker.s3.BucketAccess;
import dev.s3copy.worker.s3.BucketAddress;
import dev.s3copy.worker.s3.BucketOptions;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.S3Connection;
import dev.s3copy.worker.s3.S3ConnectionOptions;
import dev.s3copy.worker.s3.TagPolicy;
import dev.s3copy.worker.s3.credentials.AssumedRole;
import dev.s3copy.worker.s3.credentials.CredentialsSource;
import dev.s3copy.worker.s3.credentials.S3Credentials;
import dev.s3copy.worker.s3.credentials.StsAccess;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens the two ends of a copy and checks them before any byte moves.
final class Sides implements AutoCloseable {
  /// Buckets on one endpoint with the same credentials share connections; what is sent is signed
  /// for one region.
  private record ConnectionKey(
      URI endpoint, String region, @Nullable Credentials credentials, TlsOptions tls) {}

  /// At the end of a run nobody waits for longer.
  private static final Duration CLEANING = Duration.ofSeconds(5);

  /// Characters of an access key that are shown.
  private static final int SHOWN = 4;

  private final References references;
  private final RequestGate gate;
  private final Retrier retrier;
  private final Sizing sizing;
  private final Map<ConnectionKey, S3Connection> connections = new HashMap<>();
  private final List<S3Bucket> buckets = new ArrayList<>();
  private final Map<ConnectionKey, CredentialsSource> sources = new HashMap<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<Thread> cleaning = new ArrayList<>();
  private final TagPolicy tags;

  Sides(References references, RequestGate gate, Retrier retrier, Sizing sizing, TagPolicy tags) {
    this.tags = tags;
    this.references = references;
    this.gate = gate;
    this.retrier = retrier;
    this.sizing = sizing;
  }

  /// The ends of one copy.
  record All(Side source, Side destination, @Nullable Side report) {}

  /// Opens all ends; their checks run at once, since each costs round trips.
  ///
  /// @throws StoreException of the first end that cannot be used
  All openAll(S3CopySpec spec) {
    Location report = spec.report();
    List<Runnable> checks = new ArrayList<>();
    All sides =
        new All(
            prepare(spec.source(), BucketAccess.READ, checks),
            prepare(spec.destination(), access(spec), checks),
            report == null ? null : prepare(report, BucketAccess.WRITE_UNLISTED, checks));
    runAll(checks);
    return sides;
  }

  private static BucketAccess access(S3CopySpec spec) {
    if (spec.dryRun()) return BucketAccess.READ;
    boolean listed = spec.mode() != Mode.INVENTORY && spec.overwrite() != OverwritePolicy.ALWAYS;
    return listed ? BucketAccess.WRITE : BucketAccess.WRITE_UNLISTED;
  }

  Side open(Location location, BucketAccess access) {
    List<Runnable> checks = new ArrayList<>();
    Side side = prepare(location, access, checks);
    runAll(checks);
    return side;
  }

  private Side prepare(Location location, BucketAccess access, List<Runnable> checks) {
    S3Location s3 = location.s3();
    if (s3 != null) return bucket(s3, access, checks);
    return volume(Objects.requireNonNull(location.volume(), "validated"), access);
  }

  private Side bucket(S3Location spec, BucketAccess access, List<Runnable> checks) {
    BucketAddress location = address(spec);
    ConnectionKey key = key(spec, location);
    S3Connection connection = connections.computeIfAbsent(key, this::connect);
    Key prefix = Key.of(spec.prefix());
    S3Bucket bucket = new S3Bucket(connection, location, prefix, options(spec, location));
    for (Runnable check : bucket.preflight(access)) {
      checks.add(() -> repeat(check, spec.credentials()));
    }
    buckets.add(bucket);
    return new Side.Bucket(bucket, location, spec, prefix);
  }

  private BucketAddress address(S3Location spec) {
    String endpoint = spec.endpoint();
    return BucketAddress.resolve(
        endpoint == null ? references.endpoint() : URI.create(endpoint),
        spec.region() != null ? spec.region() : references.region(),
        spec.bucket(),
        spec.pathStyle());
  }

  private ConnectionKey key(S3Location spec, BucketAddress location) {
    return new ConnectionKey(
        location.endpoint(), location.region(), spec.credentials(), references.tls(spec));
  }

  /// Who the requests to a bucket come from, for people; without a secret. Waits for answers.
  String identity(S3Location spec) {
    BucketAddress location = address(spec);
    ConnectionKey key = key(spec, location);
    CredentialsSource source = sources.computeIfAbsent(key, this::credentials);
    S3Credentials current = source.current();
    String accessKey = current.accessKeyId();
    if (accessKey.isEmpty()) return source.origin();
    Role role = spec.credentials() == null ? null : spec.credentials().role();
    // Other servers have identities of their own, which only they know.
    String arn = role != null || location.ofAws() ? sts(key, role).callerArn(current) : "";
    String tail = accessKey.substring(Math.max(0, accessKey.length() - SHOWN));
    String whose = arn.isEmpty() ? "" : arn + ", ";
    return whose + "access key ..." + tail + ", " + source.origin();
  }

  private BucketOptions options(S3Location spec, BucketAddress location) {
    return new BucketOptions(
        Objects.requireNonNullElse(spec.storageClass(), ""),
        Encryptions.of(spec.sse(), location, references),
        tags,
        Boolean.TRUE.equals(spec.requesterPays()),
        Objects.requireNonNullElse(spec.expectedBucketOwner(), ""),
        Compatibilities.of(spec.compatibility()));
  }

  private void repeat(Runnable check, @Nullable Credentials credentials) {
    try {
      repeat(check);
    } catch (StoreException e) {
      boolean missing = e.failure().kind() == FailureKind.CREDENTIALS_MISSING;
      throw missing ? references.noCredentials(credentials, e) : e;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void repeat(Runnable requests) throws InterruptedException {
    retrier.repeat(
        () -> {
          requests.run();
          return true;
        });
  }

  private void runAll(List<Runnable> checks) {
    try {
      AtOnce.run(checks);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      buckets.forEach(bucket -> cleaning.add(Thread.startVirtualThread(() -> cleanUp(bucket))));
    }
  }

  /// The copy does not wait for it. Where it fails for good, an upload without bytes stays, on
  /// which nothing depends.
  private void cleanUp(S3Bucket bucket) {
    try {
      repeat(bucket::cleanUp);
    } catch (StoreException e) {
      var _ = e.failure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static StoreException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StoreException(
        Failure.of(FailureKind.INTERRUPTED, "Preflight", "INTERRUPTED", "the run was stopped"), e);
  }

  /// Whether every server gives an answer at present, be it an error. Waits for them.
  boolean allAnswer() {
    return buckets.stream().allMatch(S3Bucket::answers);
  }

  private S3Connection connect(ConnectionKey key) {
    return S3Connection.open(
        new S3ConnectionOptions(
            key.endpoint(),
            key.region(),
            sources.computeIfAbsent(key, this::credentials),
            key.tls(),
            sizing.eventLoops(),
            sizing.slots(),
            S3ConnectionOptions.DEFAULT_STALL_TIMEOUT,
            Clock.systemUTC(),
            references.endpoints(),
            references.proxies()),
        gate);
  }

  private CredentialsSource credentials(ConnectionKey key) {
    Credentials spec = key.credentials();
    Role role = spec == null ? null : spec.role();
    CredentialsSource source = references.credentials(spec, sts(key, null));
    if (role != null) {
      source =
          source.assuming(
              new AssumedRole(
                  role.arn(),
                  Objects.requireNonNullElse(role.sessionName(), AssumedRole.SESSION_NAME),
                  role.externalId()),
              sts(key, role));
    }
    return source;
  }

  private StsAccess sts(ConnectionKey key, @Nullable Role role) {
    String endpoint = role == null ? null : role.stsEndpoint();
    return new StsAccess(
        endpoint == null ? null : URI.create(endpoint),
        key.region(),
        key.tls(),
        references.endpoints(),
        references.proxies());
  }

  private Side volume(VolumeLocation spec, BucketAccess access) {
    VolumePlace place = references.place(spec);
    VolumeAccess mode =
        switch (access) {
          case READ -> VolumeAccess.READ;
          case WRITE, WRITE_UNLISTED -> VolumeAccess.WRITE;
        };
    Volume volume = Volume.openBeneath(place.root(), place.below(), mode);
    volumes.add(volume);
    return new Side.Files(volume, place.folder());
  }

  private void awaitCleaning() {
    try {
      for (Thread each : cleaning) {
        if (!each.join(CLEANING)) each.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    awaitCleaning();
    volumes.forEach(Volume::close);
    connections.values().forEach(S3Connection::close);
    sources.values().forEach(CredentialsSource::close);
  }
}
