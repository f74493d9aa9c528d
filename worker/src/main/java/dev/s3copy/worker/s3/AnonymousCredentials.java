// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.s3;

final class AnonymousCredentials extends CredentialsSource {
  @Override
  Credentials current() {
    return Credentials.ANONYMOUS;
  }

  @Override
  Credentials renew(Credentials rejected) {
    return Credentials.ANONYMOUS;
  }
}
