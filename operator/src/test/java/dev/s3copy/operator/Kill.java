// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;

/// Ends an operator at its n-th write: neither this request nor any after it reaches the server.
final class Kill implements Interceptor {
  private final int at;
  private int writes;

  /// @param at from 1; 0 never
  Kill(int at) {
    this.at = at;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!request.method().equals("GET") && !dead()) writes++;
    if (dead()) throw new Killed();
  }

  boolean dead() {
    return at > 0 && writes >= at;
  }

  int writes() {
    return writes;
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
