// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.e2e.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Needs a cluster: skipped by name, with the reason, where there is none.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ClusterCondition.class)
public @interface OnCluster {
  /// Whether nodes must be ours to switch off.
  boolean powerSwitch() default false;
}
