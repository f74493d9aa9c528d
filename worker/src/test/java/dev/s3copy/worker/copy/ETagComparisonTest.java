// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.MODIFIED;
import static dev.s3copy.worker.copy.CopyFixture.PLAIN;
import static dev.s3copy.worker.copy.CopyFixture.SOURCE;
import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.ScriptedServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ETagComparisonTest {
  private static final ObjectHead ENCRYPTED =
      new ObjectHead(VERSION, 5, MODIFIED, "", "", 0, true, PLAIN);

  private final ScriptedServer server = new ScriptedServer();
  private final ETagComparison etags =
      new ETagComparison(server.bucket("from"), server.bucket("to"), retrier(0));

  @Test
  @DisplayName("P-12 where a server encrypts with a key, ETags that differ say nothing")
  void asksOnceForAllObjects() throws InterruptedException {
    server.answer("HeadObject s3://to/k", ENCRYPTED);
    assertThat(etags.isOpaque(SOURCE, DESTINATION)).isTrue();
    assertThat(etags.isOpaque(SOURCE, DESTINATION)).isTrue();
    assertThat(server.sent()).hasSize(1);
  }

  @Test
  void theSourceMayBeEncryptedToo() throws InterruptedException {
    server
        .answer("HeadObject s3://to/k", head(5, VERSION))
        .answer("HeadObject s3://from/s", ENCRYPTED);
    assertThat(etags.isOpaque(SOURCE, DESTINATION)).isTrue();
  }

  @Test
  void aFewObjectsShowThatETagsAreHashes() throws InterruptedException {
    server.answer("HeadObject", head(5, VERSION));
    for (int i = 0; i < 100; i++) assertThat(etags.isOpaque(SOURCE, DESTINATION)).isFalse();
    assertThat(server.sent()).hasSize(32);
  }

  @Test
  void whereNobodyTellsTheyAreTakenForHashes() throws InterruptedException {
    server.answer("HeadObject", failed(FailureKind.ACCESS_DENIED));
    assertThat(etags.isOpaque(SOURCE, DESTINATION)).isFalse();
    assertThat(new ETagComparison(null, null, retrier(0)).isOpaque(SOURCE, DESTINATION)).isFalse();
  }
}
