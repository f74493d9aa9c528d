// SPDX-License-Identifier: Apache-2.0
package software.amazon.awssdk.crt.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Fails where another version of the CRT calls back in another way than the one that was read.
class DirectExchangeTest {
  @Test
  void standsInForEveryMethodThatNativeCodeCalls() {
    assertThat(HttpStreamResponseHandlerNativeAdapter.class.getDeclaredMethods())
        .filteredOn(method -> !method.isSynthetic())
        .extracting(DirectExchangeTest::signature)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DirectExchange.class.getDeclaredMethods())
                .filter(method -> Modifier.isFinal(method.getModifiers()))
                .filter(method -> method.getName().startsWith("on"))
                .map(DirectExchangeTest::signature)
                .toList());
  }

  @Test
  void findsTheNativeMethodThatMakesAStream() {
    assertThatCode(() -> Class.forName(DirectExchange.class.getName())).doesNotThrowAnyException();
  }

  private static String signature(Method method) {
    return method.getReturnType()
        + " "
        + method.getName()
        + Arrays.asList(method.getParameterTypes());
  }
}
