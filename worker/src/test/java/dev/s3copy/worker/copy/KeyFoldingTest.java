// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.assertFails;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.key.Key;
import dev.s3copy.worker.s3.ScriptedServer;
import org.junit.jupiter.api.Test;

class KeyFoldingTest {
  private static final Key ODD = Key.of("a//b");
  private static final int NO_CONTENT = 204;

  private final ScriptedServer server =
      new ScriptedServer().answer("DeleteObject", NO_CONTENT).answer("PutObject", VERSION);
  private final KeyFolding keys = new KeyFolding(server.bucket("to"), retrier(0));
  private final Retries retries = new Retries();

  @Test
  void aPlainKeyIsSafe() {
    assertThat(keys.isSafe(Key.of("a/b"))).isTrue();
    assertThat(keys.isSafe(ODD)).isFalse();
  }

  @Test
  void aServerThatListsATemporaryKeyKeepsAllOfItsForm() throws InterruptedException {
    server.answer("ListObjectsV2", true);
    keys.requireOwnPlace(ODD, retries);
    assertThat(keys.isSafe(Key.of("c//d"))).isTrue();
    assertThat(keys.isSafe(Key.of("/d"))).isFalse();
    assertThat(server.sent())
        .extracting(line -> line.replaceAll("[0-9a-f]{16}", "ID"))
        .containsExactly(
            "DeleteObject s3://to/.s3copy-probe-ID//a",
            "PutObject s3://to/.s3copy-probe-ID//a",
            "ListObjectsV2 s3://to/?encoding-type=url&list-type=2&max-keys=1"
                + "&start-after=.s3copy-probe-ID%2F%2F",
            "DeleteObject s3://to/.s3copy-probe-ID//a");
  }

  @Test
  void aServerThatFoldsATemporaryKeyGetsNoneOfItsForm() {
    server.answer("ListObjectsV2", false);
    assertFails(FailureKind.KEY_COLLISION, () -> keys.requireOwnPlace(ODD, retries));
    int sent = server.sent().size();
    assertFails(FailureKind.KEY_COLLISION, () -> keys.requireOwnPlace(Key.of("c//d"), retries));
    assertThat(server.sent()).as("known now").hasSize(sent);
  }

  @Test
  void aServerThatRefusesTheShapeReplacesNothing() throws InterruptedException {
    server.answer("PutObject", failed(FailureKind.KEY_NOT_REPRESENTABLE));
    keys.requireOwnPlace(ODD, retries);
    assertThat(keys.isSafe(ODD)).isTrue();
  }

  @Test
  void whereNothingMayBeRemovedEachObjectIsLookedFor() throws InterruptedException {
    server
        .answer("DeleteObject", failed(FailureKind.ACCESS_DENIED))
        .answer("HeadObject", failed(FailureKind.SOURCE_GONE))
        .answer("ListObjectsV2", true);
    keys.requireOwnPlace(ODD, retries);
    keys.requireListed(ODD, retries);
    assertThat(keys.isSafe(ODD)).isFalse();
    assertThat(server.sent("PutObject")).isEmpty();
  }

  @Test
  void whatIsFoundButNotListedIsAnotherObject() {
    server
        .answer("DeleteObject", failed(FailureKind.ACCESS_DENIED))
        .answer("HeadObject", head(5, VERSION))
        .answer("ListObjectsV2", false);
    assertFails(FailureKind.KEY_COLLISION, () -> keys.requireOwnPlace(ODD, retries));
  }

  @Test
  void whatIsWrittenAndNotListedIsKeptUnderAnotherName() {
    server.answer("ListObjectsV2", false);
    assertFails(FailureKind.KEY_COLLISION, () -> keys.requireListed(ODD, retries));
  }

  @Test
  void whoMayNotListHasOnlyTheAnswerToTheWrite() throws InterruptedException {
    server.answer("ListObjectsV2", failed(FailureKind.LIST_DENIED));
    keys.requireOwnPlace(ODD, retries);
    assertThat(keys.isSafe(ODD)).isTrue();
  }
}
