// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

/// Why the copy is in its situation.
///
/// @param reason one CamelCase word for programs
/// @param message a sentence for people, with the next step where one is needed
public record Cause(String reason, String message) {}
