// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

final class SeaweedfsBucketIT extends S3BucketContract {
  @Override
  TestServer start() {
    return TestServer.real("seaweedfs");
  }

  @Override
  Way way() {
    return Way.WAITING;
  }
}
