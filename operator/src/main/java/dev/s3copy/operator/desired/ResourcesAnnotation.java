// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.WorkerResources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.TreeMap;

/// What the copy wanted for each worker when its Job was made. A Job's pods cannot be changed:
/// where
/// the copy wants something else by now, the Job is made anew. (The operator's own defaults may
/// change without that.)
public final class ResourcesAnnotation {
  static final String ANNOTATION = "s3copy.dev/resources";

  private ResourcesAnnotation() {}

  /// Jobs without the note are left as they are.
  public static boolean outdated(HasMetadata job, S3CopySpec spec) {
    Map<String, String> annotations = job.getMetadata().getAnnotations();
    String noted = annotations == null ? null : annotations.get(ANNOTATION);
    return noted != null && !noted.equals(text(spec));
  }

  static String text(S3CopySpec spec) {
    WorkerResources wanted = spec.workers().resources();
    return wanted == null
        ? "default"
        : "requests " + text(wanted.requests()) + " limits " + text(wanted.limits());
  }

  private static String text(Map<String, Quantity> amounts) {
    Map<String, String> sorted = new TreeMap<>();
    amounts.forEach((name, amount) -> sorted.put(name, amount.toString()));
    return sorted.toString();
  }
}
