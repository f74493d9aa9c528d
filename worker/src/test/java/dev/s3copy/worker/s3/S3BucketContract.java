// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every promise of [S3Bucket], for whatever server a subclass brings, with both ways of sending.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class S3BucketContract
    implements ObjectPromises,
        BodyPromises,
        ConditionPromises,
        UploadPromises,
        ListingPromises,
        AccessPromises {
  private @Nullable BucketFixture fixture;

  abstract TestServer start();

  abstract Way way();

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    fixture = new BucketFixture(start(), way(), folder);
  }

  @AfterAll
  void close() {
    if (fixture != null) fixture.close();
  }

  @BeforeEach
  void freshBucket(TestInfo test) {
    String promise = test.getTestMethod().orElseThrow().getName();
    String gap = s3().server().gaps().getOrDefault(promise, "");
    Assumptions.assumeTrue(gap.isEmpty(), gap);
    s3().freshBucket();
  }

  @Override
  public BucketFixture s3() {
    if (fixture == null) throw new IllegalStateException("no server");
    return fixture;
  }
}
