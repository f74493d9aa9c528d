// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.copy;

import static dev.s3copy.worker.copy.CopyFixture.DESTINATION;
import static dev.s3copy.worker.copy.CopyFixture.failed;
import static dev.s3copy.worker.copy.CopyFixture.retrier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.worker.s3.Capability;
import dev.s3copy.worker.s3.S3Bucket;
import dev.s3copy.worker.s3.ScriptedServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TagCheckTest {
  private static final String READ = "GetObjectTagging";

  private final ScriptedServer server = new ScriptedServer();
  private final S3Bucket bucket = server.bucket("to");
  private final TagCheck tags = new TagCheck(bucket, retrier(0));
  private final Retries retries = new Retries();

  @Test
  @DisplayName("P-05 a server that drops tags without a word is found out once")
  void looksOnce() throws InterruptedException {
    server.answer(READ, "");
    assertThat(tags.isDue("")).isFalse();
    assertThat(tags.isDue("a=b")).isTrue();
    tags.require(DESTINATION, "a=b", retries);
    assertThat(tags.isDue("a=b")).isFalse();
    assertThat(bucket.dialect().missing()).containsOnlyKeys(Capability.TAGS);
  }

  @Test
  void whatIsStoredIsNoLimitation() throws InterruptedException {
    server.answer(READ, "a=b");
    tags.require(DESTINATION, "a=b", retries);
    assertThat(bucket.dialect().missing()).isEmpty();
  }

  @Test
  void whoMayNotLookTrustsTheWrite() throws InterruptedException {
    server.answer(READ, failed(FailureKind.ACCESS_DENIED));
    tags.require(DESTINATION, "a=b", retries);
    assertThat(bucket.dialect().missing()).isEmpty();
  }

  @Test
  @DisplayName("P-05 tags that an upload in parts has lost are stored afterwards")
  void storesTagsAfterwards() throws InterruptedException {
    server.answer(READ, "", "a=b").answer("PutObjectTagging", 200);
    tags.ofParts(DESTINATION, "a=b&c=x%20%26%20y", 0, retries);
    assertThat(new String(server.body("PutObjectTagging"), StandardCharsets.UTF_8))
        .isEqualTo(
            "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag>"
                + "<Tag><Key>c</Key><Value>x &amp; y</Value></Tag></TagSet></Tagging>");
    assertThat(bucket.dialect().missing()).isEmpty();
  }

  @Test
  @DisplayName("P-05 a server that answers with something else is never sent tags by themselves")
  void sendsNoTagsWhereTheAnswerIsAboutSomethingElse() throws InterruptedException {
    server.answer(READ, failed(FailureKind.BAD_RESPONSE));
    tags.ofParts(DESTINATION, "a=b", 0, retries);
    assertThat(server.sent("PutObjectTagging")).isEmpty();
    assertThat(bucket.dialect().missing()).containsOnlyKeys(Capability.TAGS_OF_PARTS);
  }

  @Test
  void whereTagsCannotBeStoredAfterwardsThatIsToldOnce() throws InterruptedException {
    server.answer(READ, "").answer("PutObjectTagging", failed(FailureKind.INVALID_REQUEST));
    tags.ofParts(DESTINATION, "a=b", 0, retries);
    assertThat(bucket.dialect().missing()).containsOnlyKeys(Capability.TAGS_OF_PARTS);
  }
}
