// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.testkit;

import dev.s3copy.core.key.Key;
import dev.s3copy.testkit.s3.S3Operation;
import dev.s3copy.testkit.s3.S3Request;
import java.util.Set;
import java.util.function.Predicate;

/// Which requests a fault befalls, and how often.
///
/// @param name by which its count is asked for
/// @param probability of one matching request, 0 to 1
/// @param burst how many matching requests in a row it befalls once it began
/// @param atMost how many it befalls in all
public record FaultRule(
    String name,
    Fault fault,
    Predicate<S3Request> where,
    double probability,
    int burst,
    long atMost) {

  public FaultRule {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability " + probability);
    }
    if (burst < 1) throw new IllegalArgumentException("burst " + burst);
  }

  /// Every request, always.
  public static FaultRule of(String name, Fault fault) {
    return new FaultRule(name, fault, request -> true, 1, 1, Long.MAX_VALUE);
  }

  public FaultRule on(S3Operation first, S3Operation... more) {
    Set<S3Operation> operations = java.util.EnumSet.of(first, more);
    return where(request -> operations.contains(request.operation()));
  }

  public FaultRule onKey(String key) {
    return onKey(Key.of(key));
  }

  public FaultRule onKey(Key key) {
    return where(request -> request.key().equals(key));
  }

  /// As well as the conditions before.
  public FaultRule where(Predicate<S3Request> condition) {
    return new FaultRule(name, fault, where.and(condition), probability, burst, atMost);
  }

  public FaultRule withProbability(double share) {
    return new FaultRule(name, fault, where, share, burst, atMost);
  }

  public FaultRule inBurstsOf(int requests) {
    return new FaultRule(name, fault, where, probability, requests, atMost);
  }

  public FaultRule atMost(long times) {
    return new FaultRule(name, fault, where, probability, burst, times);
  }

  public FaultRule once() {
    return atMost(1);
  }
}
