// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The standard AWS chain, with the SDK's providers. The place where credentials were found is
/// kept. It is asked a few times a minute at most, and renews credentials itself before they
/// expire.
///
/// A place that promises credentials and has none ends the search, as in the AWS CLI: else the copy
/// would go on as somebody else, such as the machine it runs on.
final class ChainCredentials extends CredentialsSource {
  private static final Logger LOG = LoggerFactory.getLogger(ChainCredentials.class);

  /// Far less than the minute before their end at which the SDK waits for new ones.
  private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final List<Supplier<ChainPlace>> places;
  private final Expiring<S3Credentials> kept;
  private final List<ChainPlace> asked = new ArrayList<>();
  private @Nullable ChainPlace found;
  private @Nullable S3Credentials last;

  ChainCredentials() {
    this(ChainPlace.ALL, KEEP_NANOS);
  }

  ChainCredentials(List<Supplier<ChainPlace>> places, long keepNanos) {
    this.places = places;
    this.kept = new Expiring<>(this::read, keepNanos, System::nanoTime);
  }

  @Override
  public S3Credentials current() {
    return kept.get();
  }

  @Override
  public synchronized String origin() {
    return found == null ? "from nowhere yet" : "from " + found.words();
  }

  @Override
  public S3Credentials renew(S3Credentials rejected) {
    return kept.renew(rejected);
  }

  /// While new ones cannot be had, the old ones are used until a server refuses them.
  private synchronized S3Credentials read() {
    S3Credentials before = last;
    try {
      S3Credentials read = of(found());
      last = read;
      return read;
    } catch (StoreException e) {
      if (before == null) throw e;
      LOG.warn("{}: {}; the old ones are used on", e.failure().code(), e.failure().message());
      return before;
    }
  }

  private static S3Credentials of(AwsCredentials found) {
    String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : "";
    return new S3Credentials(found.accessKeyId(), found.secretAccessKey(), token);
  }

  private AwsCredentials found() {
    if (found != null) return resolve(found);
    for (Supplier<ChainPlace> each : places) {
      ChainPlace place = each.get();
      asked.add(place);
      try {
        AwsCredentials credentials = resolve(place);
        found = place;
        return credentials;
      } catch (StoreException e) {
        if (place.promised().getAsBoolean()) throw e;
      }
    }
    throw nothing();
  }

  private static AwsCredentials resolve(ChainPlace place) {
    try {
      return place.provider().resolveCredentials();
    } catch (RuntimeException e) {
      throw refused(place, e);
    }
  }

  private static StoreException refused(ChainPlace place, RuntimeException e) {
    return new StoreException(
        Failure.of(
            StsFailures.kind(e),
            "credentials",
            "IdentityUnusable",
            "no credentials from %s: %s; correct that, or name a Secret in the manifest"
                .formatted(place.words(), e.getMessage())),
        e);
  }

  private static StoreException nothing() {
    return new StoreException(
        Failure.of(
            FailureKind.CREDENTIALS_MISSING,
            "credentials",
            "NoCredentials",
            "no credentials in the standard AWS chain (environment, web identity, profile,"
                + " container, instance); name a Secret in the manifest, or set "
                + ACCESS_KEY_ID
                + " and "
                + SECRET_ACCESS_KEY));
  }

  @Override
  public synchronized void close() {
    for (ChainPlace place : asked) {
      if (place.provider() instanceof SdkAutoCloseable closeable) closeable.close();
    }
    asked.clear();
  }
}
