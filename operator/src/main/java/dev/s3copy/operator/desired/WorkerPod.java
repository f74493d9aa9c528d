// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.operator.desired;

import static java.util.Objects.requireNonNullElse;

import dev.s3copy.api.S3Copy;
import dev.s3copy.api.WorkerResources;
import dev.s3copy.api.contract.ShardLease;
import dev.s3copy.api.contract.WorkerEnvironment;
import dev.s3copy.api.contract.WorkerExit;
import dev.s3copy.operator.config.OperatorConfig.WorkerSettings;
import dev.s3copy.operator.run.ReferencedNames;
import dev.s3copy.operator.run.RunNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;
import java.util.Map;

/// The pod of a worker. It passes the restricted Pod Security Standard and gets Secrets only as
/// files.
final class WorkerPod {
  static final String CONTAINER = "worker";

  /// The user of the worker image.
  private static final long USER = 65532;

  private final S3Copy copy;
  private final RunNames names;
  private final WorkerSettings settings;
  private final ReferencedNames references;

  WorkerPod(S3Copy copy, RunNames names, WorkerSettings settings) {
    this.copy = copy;
    this.names = names;
    this.settings = settings;
    this.references = ReferencedNames.of(copy.getSpec());
  }

  PodTemplateSpec template() {
    WorkerMounts mounts = WorkerMounts.of(references);
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(names.labels())
        .addToAnnotations(RunNames.COPY_ANNOTATION, names.copy())
        .endMetadata()
        .withNewSpec()
        .withServiceAccountName(accountName())
        .withAutomountServiceAccountToken(true)
        .withEnableServiceLinks(false)
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(WorkerExit.GRACE.toSeconds())
        .withSecurityContext(podSecurity())
        .withImagePullSecrets(
            settings.pullSecrets().stream().map(LocalObjectReference::new).toList())
        .withTopologySpreadConstraints(spread())
        .withTolerations(away("not-ready"), away("unreachable"))
        .withContainers(container(mounts))
        .withVolumes(mounts.volumes())
        .endSpec()
        .build();
  }

  private String accountName() {
    return references.serviceAccounts().isEmpty()
        ? names.job()
        : references.serviceAccounts().getFirst();
  }

  private Container container(WorkerMounts mounts) {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(settings.image())
        .withImagePullPolicy(settings.pullPolicy())
        .withEnv(environment())
        .withResources(resources())
        .withSecurityContext(containerSecurity())
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withVolumeMounts(mounts.mounts())
        .build();
  }

  private List<EnvVar> environment() {
    return List.of(
        new EnvVar(WorkerEnvironment.NAMESPACE, names.namespace(), null),
        new EnvVar(WorkerEnvironment.COPY, names.copy(), null),
        new EnvVar(WorkerEnvironment.RUN_ID, names.runId(), null),
        field(WorkerEnvironment.POD_UID, "metadata.uid"),
        limit(WorkerEnvironment.CPUS, "limits.cpu"),
        limit(WorkerEnvironment.MEMORY, "limits.memory"),
        new EnvVar(WorkerEnvironment.ALLOWED_ENDPOINTS, settings.allowedEndpoints(), null),
        new EnvVar("AWS_EC2_METADATA_DISABLED", "true", null),
        new EnvVar("LC_ALL", "C.UTF-8", null));
  }

  private static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef("v1", path)
        .endValueFrom()
        .build();
  }

  /// If no limit is set, Kubernetes passes the size of the node.
  private static EnvVar limit(String name, String resource) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewResourceFieldRef()
        .withContainerName(CONTAINER)
        .withDivisor(new Quantity("1"))
        .withResource(resource)
        .endResourceFieldRef()
        .endValueFrom()
        .build();
  }

  private ResourceRequirements resources() {
    WorkerResources wanted =
        requireNonNullElse(copy.getSpec().workers().resources(), settings.resources());
    return new ResourceRequirementsBuilder()
        .withRequests(wanted.requests())
        .withLimits(wanted.limits())
        .build();
  }

  private static PodSecurityContext podSecurity() {
    return new PodSecurityContextBuilder()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile(null, "RuntimeDefault")
        .build();
  }

  private static SecurityContext containerSecurity() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }

  /// Each worker gets a node of its own if there are enough: workers on one node share its network,
  /// and fail together with it.
  private TopologySpreadConstraint spread() {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey("kubernetes.io/hostname")
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(Map.copyOf(names.labels()))
        .endLabelSelector()
        .build();
  }

  /// A worker keeps nothing on its node, so it is replaced when a silent worker loses its shards,
  /// and not after the five minutes that are Kubernetes' default.
  private static Toleration away(String taint) {
    return new TolerationBuilder()
        .withKey("node.kubernetes.io/" + taint)
        .withOperator("Exists")
        .withEffect("NoExecute")
        .withTolerationSeconds(ShardLease.DURATION.toSeconds())
        .build();
  }
}
