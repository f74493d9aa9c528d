// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.operator.decide.Cause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialsTest {
  private long now;
  private final Denials denials = new Denials(() -> now);

  @ParameterizedTest
  @CsvSource({
    "403, 'jobs.batch is forbidden: exceeded quota: small', QuotaExceeded",
    "403, 'unable to create new content in namespace a because it is being terminated',"
        + " NamespaceTerminating",
    "403, 'admission webhook refused it', Refused",
    "422, 'spec is invalid', Refused"
  })
  void aRefusalIsNamedAndQuoted(int code, String said, String reason) {
    Cause cause = Denials.cause(new KubernetesClientException(said, code, null)).orElseThrow();
    assertThat(cause.reason()).isEqualTo(reason);
    assertThat(cause.message()).contains(said);
  }

  @ParameterizedTest
  @CsvSource({"0", "429", "500", "503"})
  void aServerThatIsAwayOrBusyRefusesNothing(int code) {
    assertThat(Denials.cause(new KubernetesClientException("later", code, null))).isEmpty();
  }

  @Test
  void whatWasRefusedIsNotAskedAgainForTenSeconds() {
    Cause cause = new Cause("QuotaExceeded", "no");
    denials.add("uid", cause);
    now += Duration.ofSeconds(9).toNanos();
    assertThat(denials.recent("uid")).isEqualTo(Optional.of(cause));
    assertThat(denials.recent("other")).isEmpty();
    now += Duration.ofSeconds(1).toNanos();
    assertThat(denials.recent("uid")).isEmpty();
  }
}
