// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.SOURCE;
import static dev.s3copy.worker.copy.CopyFixture.VERSION;
import static dev.s3copy.worker.copy.CopyFixture.answered;
import static dev.s3copy.worker.copy.CopyFixture.entry;
import static dev.s3copy.worker.copy.CopyFixture.head;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.key.Key;
import dev.s3copy.core.listing.Entry;
import dev.s3copy.core.rule.Outcome;
import dev.s3copy.worker.s3.Attributes;
import dev.s3copy.worker.s3.ObjectHead;
import dev.s3copy.worker.s3.ScriptedServer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private final ScriptedServer server = new ScriptedServer();
  private final Inventory method = new Inventory(new S3Source(server.bucket("from"), retrier(0)));

  @Test
  void anObjectIsOneHeadAndOneLine() {
    Attributes attributes =
        new Attributes(
            new TreeMap<>(
                Map.of("content-type", "text/plain", "expires", "x", "x-amz-meta-owner", "me")));
    server.answer(
        "HeadObject",
        new ObjectHead(
            "new", 7, 1_700_000_000_000L, "GLACIER", "CRC32:AA==", 0, false, attributes));
    Step done = answered(method.first(entry(5), DESTINATION, attempt()), "HeadObject s3://from/s");
    assertThat(done)
        .isEqualTo(
            new Step.Done(
                new Outcome.Copied(
                    7,
                    "",
                    "{\"key\":\"s\",\"size\":7,\"etag\":\"new\","
                        + "\"lastModified\":\"2023-11-14T22:13:20Z\","
                        + "\"storageClass\":\"GLACIER\",\"contentType\":\"text/plain\","
                        + "\"checksum\":\"CRC32:AA==\",\"userMetadata\":{\"owner\":\"me\"}}")));
  }

  @Test
  void aKeyThatIsNoTextIsWrittenInBase64() {
    Entry odd = Entry.object(Key.ofBytes(new byte[] {(byte) 0xff, 'a'}), 1, VERSION, 0);
    assertThat(line(odd, head(1, VERSION))).startsWith("{\"keyBase64\":\"/2E=\",\"size\":1,");
  }

  @Test
  void theStorageClassIsThatOfTheListingWhereHeadLeavesItOut() {
    Entry rare = new Entry(SOURCE, Entry.Kind.OBJECT, 1, VERSION, 0, "STANDARD_IA");
    assertThat(line(rare, head(1, VERSION))).contains("\"storageClass\":\"STANDARD_IA\"");
    assertThat(line(entry(1), head(1, VERSION))).contains("\"storageClass\":\"STANDARD\"");
  }

  @Test
  void anObjectWithoutATypeHasAnEmptyOne() {
    ObjectHead bare = new ObjectHead(VERSION, 1, 0, "", "", 0, false, Attributes.NONE);
    assertThat(line(entry(1), bare)).contains("\"contentType\":\"\"", "\"userMetadata\":{}");
  }

  @Test
  void looksAgainAtTheSource() throws InterruptedException {
    server.answer("HeadObject s3://from/s", head(7, "new"));
    assertThat(method.lookAgain(entry(5), new Retries()).etag()).isEqualTo("new");
  }

  @Test
  void neverWaitsForADisk() {
    assertThat(method.runsOn(3)).isEqualTo(new RunsOn(3, true));
  }

  private String line(Entry entry, ObjectHead head) {
    server.answer("HeadObject", head);
    Step.Ask<?> ask = (Step.Ask<?>) method.first(entry, DESTINATION, attempt());
    Step.Done done = (Step.Done) answered(ask, ScriptedServer.line(ask.call()));
    return ((Outcome.Copied) done.outcome()).line();
  }

  private static Attempt attempt() {
    return new Attempt(new Buffers(4096), false);
  }
}
