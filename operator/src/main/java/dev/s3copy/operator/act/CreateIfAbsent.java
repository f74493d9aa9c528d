// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.act;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/// Creates objects with deterministic names. 409 means that the object exists already.
final class CreateIfAbsent {
  private CreateIfAbsent() {}

  static void run(Supplier<?> create) {
    try {
      var _ = create.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_CONFLICT) throw e;
    }
  }
}
