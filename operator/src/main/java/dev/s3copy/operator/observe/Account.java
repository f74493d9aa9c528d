// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

/// Under which service account the workers are to run.
public sealed interface Account {
  /// Lets a namespace's administrator say which accounts copies may use.
  String ALLOW_LABEL = "s3copy.dev/allow-use";

  /// None is named: the run gets its own.
  record Own() implements Account {}

  record Named(String name) implements Account {}

  record Missing(String name) implements Account {}

  /// It lacks the label that allows its use.
  record Denied(String name) implements Account {}

  /// A pod has one identity only.
  record Two(String first, String second) implements Account {}
}
