// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.worker.run;

import dev.s3copy.core.failure.Failure;
import dev.s3copy.core.failure.FailureKind;
import dev.s3copy.core.failure.StoreException;
import dev.s3copy.worker.s3.CustomerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file of a Secret that holds a customer's key.
public final class CustomerKeyFile {
  private CustomerKeyFile() {}

  /// @throws StoreException where it is no key; never says what is in it instead
  public static CustomerKey read(Path file) {
    try {
      return CustomerKey.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw invalid(file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw invalid(file + " is " + e.getMessage() + "; make one by openssl rand 32", e);
    }
  }

  private static StoreException invalid(String message, Exception cause) {
    return new StoreException(
        Failure.of(FailureKind.REFERENCE_NOT_FOUND, "Prepare", "CustomerKeyInvalid", message),
        cause);
  }
}
