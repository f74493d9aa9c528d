// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.api;

/// What conditions are about. The operator writes all but the last at its first visit, since tools
/// that wait (kstatus, `kubectl wait`) take an absent condition for a good one.
public final class ConditionType {
  /// The copy has ended with success, in whole or in part.
  public static final String READY = "Ready";

  /// The operator works towards the end (kstatus).
  public static final String RECONCILING = "Reconciling";

  /// The copy makes no progress, and a person may have to act (kstatus).
  public static final String STALLED = "Stalled";

  /// Every selected object is settled.
  public static final String COMPLETE = "Complete";

  /// The operator has given the copy up.
  public static final String FAILED = "Failed";

  /// Another unfinished copy writes to the same place.
  public static final String DESTINATION_SHARED = "DestinationShared";

  private ConditionType() {}
}
