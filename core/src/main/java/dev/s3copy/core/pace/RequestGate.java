// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.core.pace;

/// Every request passes here: how many run at once, and how many start per second.
public interface RequestGate {
  /// Waits for a permit and for the rate limits.
  void enter() throws InterruptedException;

  /// Like [#enter], for a request whose body size is known: the bytes are charged to the byte rate
  /// before it starts. [#exit] is told the bytes too, but does not charge them again.
  default void enter(long bytes) throws InterruptedException {
    enter();
  }

  /// Like [#enter(long)], for a request that carries a body out: what comes in and what goes out
  /// are held to the byte rate each for itself, so a streamed copy is not charged twice.
  default void enterSending(long bytes) throws InterruptedException {
    enter();
  }

  /// As [#enter(long)], but only where nothing has to be waited for and nobody waits.
  ///
  /// @return whether the request may go out
  default boolean tryEnter(long bytes) {
    return false;
  }

  /// As [#enterSending], but only where nothing has to be waited for and nobody waits.
  ///
  /// @return whether the request may go out
  default boolean tryEnterSending(long bytes) {
    return false;
  }

  /// Whether a request would have to wait for others to end.
  default boolean isFull() {
    return false;
  }

  /// A request is at hand that has to wait for others to end. The gate grows only on demand.
  default void reportDemand() {}

  /// Whether there is a limit on requests or bytes per second: then any request may have to wait,
  /// and no [#tryEnter] succeeds.
  default boolean isRateLimited() {
    return false;
  }

  /// How many requests may run at once at present.
  default int limit() {
    return Integer.MAX_VALUE;
  }

  /// Gives the permit back and says how it went; each [#enter] is followed by exactly one exit.
  ///
  /// @param bytes body bytes moved, either way
  /// @param nanos from enter to exit
  void exit(Signal signal, long bytes, long nanos);

  enum Signal {
    OK,
    /// 503 SlowDown, 429: the server asks for less.
    THROTTLED,
    FAILED
  }
}
