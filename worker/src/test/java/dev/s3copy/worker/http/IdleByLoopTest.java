// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdleByLoopTest {
  private final Thread a = new Thread("a");
  private final Thread b = new Thread("b");
  private final Thread elsewhere = new Thread("elsewhere");
  private final IdleByLoop<Socket> idle = new IdleByLoop<>(2);

  private record Socket(Thread loop, int number) {}

  @Test
  void givesOutWhatItKeepsLastUsedFirstAndThenNothing() {
    assertThat(idle.take(a)).isNull();
    keep(a, 3);
    assertThat(idle.take(a)).isEqualTo(new Socket(a, 2));
    assertThat(idle.take(b)).isEqualTo(new Socket(a, 1));
    assertThat(idle.take(elsewhere)).isEqualTo(new Socket(a, 0));
    assertThat(idle.take(a)).isNull();
  }

  @Test
  void staysOnTheLoopOfTheCallerWhileAllHaveAsMuchToDo() {
    keep(a, 10);
    keep(b, 10);
    for (int i = 0; i < 1000; i++) {
      Socket used = requireNonNull(idle.take(a));
      assertThat(used.loop).isSameAs(a);
      giveBack(used);
    }
  }

  @Test
  void aLoopThatHasAllTheWorkSharesIt() {
    keep(a, 40);
    List<Socket> inUse = new ArrayList<>();
    for (int i = 0; i < 32; i++) inUse.add(requireNonNull(idle.take(a)));
    keep(b, 20);
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      Socket ended = inUse.remove(random.nextInt(inUse.size()));
      giveBack(ended);
      inUse.add(requireNonNull(idle.take(ended.loop)));
    }
    assertThat(inUse.stream().filter(socket -> socket.loop.equals(b)).count()).isBetween(12L, 20L);
  }

  @Test
  void moreThreadsThanLoopsLoseNothing() {
    IdleByLoop<Socket> one = new IdleByLoop<>(1);
    one.keep(new Socket(a, 1), a);
    one.keep(new Socket(b, 2), b);
    assertThat(one.take(b)).isNotNull();
    assertThat(one.take(b)).isNotNull();
    assertThat(one.take(b)).isNull();
  }

  private void keep(Thread loop, int count) {
    for (int i = 0; i < count; i++) idle.keep(new Socket(loop, i), loop);
  }

  private void giveBack(Socket socket) {
    idle.ended(socket.loop);
    idle.keep(socket, socket.loop);
  }
}
