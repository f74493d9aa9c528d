// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

import static java.util.Objects.requireNonNull;

import dev.s3copy.core.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The credentials of a role that others may take on. They are fetched anew, in the background,
/// when three quarters of their life are over: a quarter is left in which the service may be away.
final class RoleCredentials extends CredentialsSource {
  private static final Logger LOG = LoggerFactory.getLogger(RoleCredentials.class);

  /// Between two tries to fetch new ones while the old ones still hold.
  private static final Duration PAUSE = Duration.ofSeconds(20);

  /// Requests that are under way when credentials end are refused.
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final RoleSessions sessions;
  private final InstantSource clock;
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile @Nullable Held held;

  /// @param until when new ones must be there
  private record Held(S3Credentials credentials, Instant renewAt, Instant until) {
    static Held of(RoleSessions.Session session, Instant now) {
      Duration life = Duration.between(now, session.end());
      return new Held(
          session.credentials(),
          now.plus(life.multipliedBy(3).dividedBy(4)),
          session.end().minus(MARGIN.compareTo(life) < 0 ? MARGIN : Duration.ZERO));
    }

    Held renewedAt(Instant later) {
      return new Held(credentials, later, until);
    }
  }

  RoleCredentials(RoleSessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public S3Credentials current() {
    Held now = held;
    Instant time = clock.instant();
    if (now == null || !time.isBefore(now.until)) return replace(now);
    if (!time.isBefore(now.renewAt) && renewing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("assume-role").start(() -> renewAhead(now));
    }
    return now.credentials;
  }

  @Override
  public String origin() {
    return sessions.origin();
  }

  @Override
  public S3Credentials renew(S3Credentials rejected) {
    Held now = held;
    return now != null && !now.credentials.equals(rejected) ? now.credentials : replace(now);
  }

  private void renewAhead(Held old) {
    try {
      S3Credentials _ = replace(old);
    } catch (StoreException e) {
      LOG.warn("{}: {}; the old ones are used on", e.failure().code(), e.failure().message());
      postpone(old);
    } finally {
      renewing.set(false);
    }
  }

  private synchronized void postpone(Held old) {
    if (Objects.equals(held, old)) held = old.renewedAt(clock.instant().plus(PAUSE));
  }

  private synchronized S3Credentials replace(@Nullable Held old) {
    if (Objects.equals(held, old)) held = Held.of(sessions.open(), clock.instant());
    return requireNonNull(held).credentials;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
