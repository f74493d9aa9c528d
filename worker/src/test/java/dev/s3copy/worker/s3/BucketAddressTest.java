// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class BucketAddressTest {
  private static final URI LOCAL = URI.create("http://127.0.0.1:9000/");

  @Test
  void anEndpointIsUsedInPathStyleUnlessToldOtherwise() {
    assertThat(BucketAddress.resolve(LOCAL, null, "b", null))
        .isEqualTo(new BucketAddress(URI.create("http://127.0.0.1:9000"), "us-east-1", "b", true));
    assertThat(BucketAddress.resolve(URI.create("https://s3.example"), "x", "b", false))
        .isEqualTo(new BucketAddress(URI.create("https://b.s3.example"), "x", "b", false));
  }

  @Test
  void anEndpointMayHaveAPath() {
    BucketAddress address =
        BucketAddress.resolve(URI.create("https://x.example/storage/v1/s3/"), null, "b", null);
    assertThat(address.endpoint()).hasToString("https://x.example/storage/v1/s3");
    assertThat(address.hostHeader()).isEqualTo("x.example");
    S3Request request =
        new BucketRequests(new ScriptedServer(), address, BucketOptions.NONE)
            .object(S3Operation.GET, dev.s3copy.core.key.Key.of("a b"));
    assertThat(request.target()).isEqualTo("/storage/v1/s3/b/a%20b");
  }

  @Test
  void anAddressOfNumbersCannotBeginWithABucketsName() {
    assertThat(BucketAddress.resolve(URI.create("http://127.0.0.1:9000"), null, "b", false))
        .isEqualTo(new BucketAddress(URI.create("http://127.0.0.1:9000"), "us-east-1", "b", true));
    assertThat(BucketAddress.resolve(URI.create("http://[::1]:9000"), null, "b", false).pathStyle())
        .isTrue();
  }

  @Test
  void awsIsFoundByItsOwnRules() {
    BucketAddress location = BucketAddress.resolve(null, "eu-west-1", "bucket", null);
    assertThat(location.endpoint()).hasToString("https://bucket.s3.eu-west-1.amazonaws.com");
    assertThat(location.pathStyle()).isFalse();
    assertThat(location.hostHeader()).isEqualTo("bucket.s3.eu-west-1.amazonaws.com");
    BucketAddress dotted = BucketAddress.resolve(null, "eu-west-1", "with.dots", null);
    assertThat(dotted.endpoint()).hasToString("https://s3.eu-west-1.amazonaws.com");
    assertThat(dotted.pathStyle()).isTrue();
  }

  @Test
  void twoBucketsOfOneStoreAreRecognised() {
    BucketAddress a = BucketAddress.resolve(null, "eu-west-1", "bucket-a", null);
    BucketAddress b = BucketAddress.resolve(null, "eu-west-1", "b", null);
    BucketAddress dotted = BucketAddress.resolve(null, "eu-west-1", "with.dots", null);
    BucketAddress other = BucketAddress.resolve(null, "us-west-2", "b", null);
    BucketAddress local = BucketAddress.resolve(LOCAL, "eu-west-1", "b", null);
    assertThat(a.sameStore(b)).isTrue();
    assertThat(a.sameStore(dotted)).isTrue();
    assertThat(a.sameStore(other)).isFalse();
    assertThat(a.sameStore(local)).isFalse();
  }

  @Test
  void theHostHeaderHasThePortOnlyWhereItIsUnusual() {
    assertThat(BucketAddress.resolve(LOCAL, null, "b", null).hostHeader())
        .isEqualTo("127.0.0.1:9000");
    URI usual = URI.create("https://s3.example:443");
    assertThat(BucketAddress.resolve(usual, null, "b", null).hostHeader()).isEqualTo("s3.example");
  }
}
