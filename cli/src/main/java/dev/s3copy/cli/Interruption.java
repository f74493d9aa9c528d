// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Ctrl-C and SIGTERM: the first one drains and saves, the second one ends the process at once, as
/// does the first while there is nothing to save.
///
/// A shutdown hook cannot do it: the JVM ignores signals once it shuts down, so a second Ctrl-C
/// would not get through.
final class Interruption {
  private final Screen screen;
  private final Runnable unbegun;
  private final Runnable exit;
  private final AtomicInteger signals = new AtomicInteger();
  private volatile @Nullable Runnable drain;

  /// @param unbegun tells the result of a command that ends before there is anything to save
  /// @param exit ends the process at once with [ExitCode#INTERRUPTED]
  Interruption(Screen screen, Runnable unbegun, Runnable exit) {
    this.screen = screen;
    this.unbegun = unbegun;
    this.exit = exit;
  }

  /// @param output says whether a script waits for one JSON object
  static Interruption ofProcess(Screen screen, OutputOptions output) {
    Interruption interruption =
        new Interruption(
            screen,
            () -> tellUnbegun(screen, output),
            () -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code()));
    interruption.listenTo("INT");
    interruption.listenTo("TERM");
    return interruption;
  }

  private static void tellUnbegun(Screen screen, OutputOptions output) {
    screen.err().println("s3copy: interrupted before anything was copied");
    if (output.json()) screen.out().println(ResultJson.ofInterruption());
  }

  /// From now on there is something to save.
  ///
  /// @param drain may block until all is saved
  void drainWith(Runnable drain) {
    this.drain = drain;
  }

  void signal() {
    Runnable save = drain;
    screen.err().println();
    boolean isFirst = signals.incrementAndGet() == 1;
    if (!isFirst || save == null) {
      if (isFirst) unbegun.run();
      exit.run();
      return;
    }
    screen
        .err()
        .println("s3copy: stopping: finishing what is in flight. Ctrl-C again to stop at once.");
    save.run();
  }

  /// By reflection: `sun.misc.Signal` is the only way to hear of a signal, and javac has no means
  /// to accept it without a warning.
  private void listenTo(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object self =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                signal();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), self);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // A JVM that keeps the signal for itself (-Xrs): it then ends without draining.
      screen.err().println("s3copy: SIG" + name + " will not save what is in flight (" + e + ")");
    }
  }
}
