// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

/// The service account of the workers.
public sealed interface Account {
  /// The administrator of a namespace sets it on the accounts that copies may use.
  String ALLOW_LABEL = "s3copy.dev/allow-use";

  /// The copy names none, so the run gets its own.
  record Own() implements Account {}

  record Named(String name) implements Account {}

  record Missing(String name) implements Account {}

  /// The account lacks the label that allows its use.
  record Denied(String name) implements Account {}

  /// The copy names two accounts, but a pod has one identity.
  record Two(String first, String second) implements Account {}
}
