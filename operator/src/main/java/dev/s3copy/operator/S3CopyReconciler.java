// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyStatus;
import dev.s3copy.operator.act.StatusWriter.Result;
import dev.s3copy.operator.decide.Cause;
import dev.s3copy.operator.decide.Decider;
import dev.s3copy.operator.decide.Decision;
import dev.s3copy.operator.observe.DestinationIndex;
import dev.s3copy.operator.observe.InformerSnapshot;
import dev.s3copy.operator.observe.Observation;
import dev.s3copy.operator.status.CopyEvent;
import dev.s3copy.operator.status.StatusBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One visit of a copy: observe, decide, act, report.
@ControllerConfiguration(name = "s3copy", finalizerName = S3CopyReconciler.FINALIZER)
public final class S3CopyReconciler implements Reconciler<S3Copy>, Cleaner<S3Copy> {
  /// Holds a deleted copy until its workers have stopped.
  public static final String FINALIZER = "s3copy.dev/workers";

  private static final Duration AFTER_CONFLICT = Duration.ofSeconds(1);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

  private final Components components;
  private volatile @Nullable IndexerResourceCache<S3Copy> copies;

  S3CopyReconciler(Components components) {
    this.components = components;
  }

  @Override
  public UpdateControl<S3Copy> reconcile(S3Copy copy, Context<S3Copy> context) {
    Duration next = visit(copy, InformerSnapshot.of(copy, context));
    return UpdateControl.<S3Copy>noUpdate().rescheduleAfter(next);
  }

  /// @return when to come again if nothing happens before
  Duration visit(S3Copy copy, InformerSnapshot snapshot) {
    Observation seen = components.observer().observe(copy, snapshot);
    Decision decision = Decider.decide(seen);
    Optional<Cause> refused = components.actuator().perform(seen, decision.steps());
    S3CopyStatus before = seen.copy().getStatus();
    S3CopyStatus after = StatusBuilder.build(seen, decision, refused);
    Result result = components.statuses().write(seen.copy(), after);
    if (result == Result.WRITTEN) {
      components.events().write(seen.copy(), CopyEvent.between(before, after));
      components.metrics().count(before, after);
    }
    if (result == Result.OUTDATED) return AFTER_CONFLICT;
    if (result == Result.LATER) return shorter(decision.next(), AFTER_CONFLICT);
    return refused.isPresent() ? shorter(decision.next(), AFTER_REFUSAL) : decision.next();
  }

  @Override
  public DeleteControl cleanup(S3Copy copy, Context<S3Copy> context) {
    return components.finalization().cleanup(copy, InformerSnapshot.of(copy, context));
  }

  @Override
  public List<EventSource<?, S3Copy>> prepareEventSources(EventSourceContext<S3Copy> context) {
    IndexerResourceCache<S3Copy> cache = context.getPrimaryCache();
    cache.addIndexers(DestinationIndex.indexer());
    copies = cache;
    return EventSources.of(context);
  }

  /// All copies there are, as the informer has them.
  Stream<S3Copy> copies() {
    IndexerResourceCache<S3Copy> cache = copies;
    return cache == null ? Stream.empty() : cache.list();
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
