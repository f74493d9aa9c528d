// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.observe;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.S3CopyShard;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;

/// What the informers know about one copy. It may be a little old.
///
/// @param sharing copies with the same destination, this one included
public record InformerSnapshot(
    List<S3CopyShard> shards, List<Job> jobs, List<Pod> pods, List<S3Copy> sharing) {

  public InformerSnapshot {
    shards = List.copyOf(shards);
    jobs = List.copyOf(jobs);
    pods = List.copyOf(pods);
    sharing = List.copyOf(sharing);
  }

  public static InformerSnapshot of(S3Copy copy, Context<S3Copy> context) {
    return new InformerSnapshot(
        List.copyOf(context.getSecondaryResources(S3CopyShard.class)),
        List.copyOf(context.getSecondaryResources(Job.class)),
        List.copyOf(context.getSecondaryResources(Pod.class)),
        DestinationIndex.sharing(copy, context.getPrimaryCache()));
  }
}
