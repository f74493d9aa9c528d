// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import dev.s3copy.api.S3CopySpec;
import dev.s3copy.api.WorkerResources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.TreeMap;

/// The resources that the copy asked for when its Job was made. The pods of a Job cannot be
/// changed, so the Job is made again when the copy asks for something else. (A change of the
/// operator's own defaults does not cause this.)
public final class ResourcesAnnotation {
  static final String ANNOTATION = "s3copy.dev/resources";

  private ResourcesAnnotation() {}

  /// Jobs without the annotation stay as they are.
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
