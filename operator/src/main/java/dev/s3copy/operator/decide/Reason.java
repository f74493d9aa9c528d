// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.decide;

/// Reasons the operator itself gives; others are error codes of workers and of Kubernetes.
public final class Reason {
  // How it goes.
  public static final String STARTING = "Starting";
  public static final String STARTING_OVER = "StartingOver";
  public static final String COPYING = "Copying";
  public static final String SUSPENDED = "Suspended";
  public static final String SUCCEEDED = "Succeeded";
  public static final String PARTIALLY_FAILED = "PartiallyFailed";

  // What is missing or wrong before workers can start.
  public static final String CLAIM_NOT_FOUND = "ClaimNotFound";
  public static final String CLAIM_IS_BLOCK = "ClaimIsBlock";
  public static final String CLAIM_NOT_BOUND = "ClaimNotBound";
  public static final String ONE_SERVICE_ACCOUNT = "OneServiceAccount";
  public static final String SERVICE_ACCOUNT_NOT_FOUND = "ServiceAccountNotFound";
  public static final String SERVICE_ACCOUNT_DENIED = "ServiceAccountDenied";

  // Why workers do not run.
  public static final String UNSCHEDULABLE = "Unschedulable";
  public static final String NO_PODS = "NoPods";
  public static final String WORKERS_NOT_STARTED = "WorkersNotStarted";
  public static final String WORKER_OUT_OF_MEMORY = "WorkerOutOfMemory";
  public static final String WORKER_CRASHED = "WorkerCrashed";
  public static final String WORKERS_FAILED = "WorkersFailed";
  public static final String QUOTA_EXCEEDED = "QuotaExceeded";
  public static final String NAMESPACE_TERMINATING = "NamespaceTerminating";
  public static final String REFUSED = "Refused";

  // Why it was given up.
  public static final String TOO_MANY_FAILURES = "TooManyFailures";

  // Worth knowing.
  public static final String DESTINATION_SHARED = "DestinationShared";

  private Reason() {}
}
