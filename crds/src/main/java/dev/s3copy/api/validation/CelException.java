// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api.validation;

/// A value is not what an expression takes it for.
final class CelException extends Exception {
  private static final long serialVersionUID = 1;

  CelException(String message) {
    super(message);
  }

  CelException(String message, Throwable cause) {
    super(message, cause);
  }
}
