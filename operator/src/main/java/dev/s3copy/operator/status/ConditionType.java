// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.status;

/// What conditions are about. All but the last are there from the first visit on: tools that wait
/// (kstatus, `kubectl wait`) take an absent condition for a good one.
public final class ConditionType {
  /// The copy has ended and needs nobody.
  public static final String READY = "Ready";

  /// The operator works towards the end (kstatus).
  public static final String RECONCILING = "Reconciling";

  /// It does not get on, and a person may be needed (kstatus).
  public static final String STALLED = "Stalled";

  /// Every selected object is settled.
  public static final String COMPLETE = "Complete";

  /// Given up.
  public static final String FAILED = "Failed";

  /// Another copy writes to the same place.
  public static final String DESTINATION_SHARED = "DestinationShared";

  private ConditionType() {}
}
