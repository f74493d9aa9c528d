// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3.credentials;

final class AnonymousCredentials extends CredentialsSource {
  @Override
  public S3Credentials current() {
    return S3Credentials.ANONYMOUS;
  }

  @Override
  public String origin() {
    return "anonymous: requests are not signed";
  }

  @Override
  public S3Credentials renew(S3Credentials rejected) {
    return S3Credentials.ANONYMOUS;
  }
}
