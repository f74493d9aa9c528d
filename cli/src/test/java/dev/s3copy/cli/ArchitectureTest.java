// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.s3copy.api.contract.ShardLease;
import java.util.Set;

/// The arrows of ARCHITECTURE.md. It sits here because the command sees every module.
@AnalyzeClasses(packages = "dev.s3copy", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule coreKnowsNeitherNetworkNorFilesNorLibraries =
      classes()
          .that()
          .resideInAPackage("dev.s3copy.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.s3copy.core..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.nio",
              "java.nio.charset",
              "java.io",
              "org.jspecify..");

  @ArchTest
  static final ArchRule theApiKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.s3copy.core..",
              "dev.s3copy.worker..",
              "dev.s3copy.testkit..",
              "dev.s3copy.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theWorkerKnowsNeitherTestkitNorCommand =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.s3copy.testkit..", "dev.s3copy.cli..");

  /// The floors of the worker. On the ground lie S3 over HTTP, files and the shards of a local run,
  /// which know nothing of each other; the copy of one object stands on S3 and files; the pipeline
  /// for many objects stands on that; a run and a pod stand on all of them.
  @ArchTest
  static final ArchRule floorsOfTheWorker =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("http")
          .definedBy("dev.s3copy.worker.http..", "software.amazon.awssdk.crt.http..")
          .layer("s3")
          .definedBy("dev.s3copy.worker.s3..")
          .layer("file")
          .definedBy("dev.s3copy.worker.file..")
          .layer("shard")
          .definedBy("dev.s3copy.worker.shard..")
          .layer("copy")
          .definedBy("dev.s3copy.worker.copy..")
          .layer("pipeline")
          .definedBy("dev.s3copy.worker.pipeline..")
          .layer("run")
          .definedBy("dev.s3copy.worker.run..")
          .layer("pod")
          .definedBy("dev.s3copy.worker.pod..")
          .whereLayer("http")
          .mayNotAccessAnyLayer()
          .whereLayer("s3")
          .mayOnlyAccessLayers("http")
          .whereLayer("file")
          .mayNotAccessAnyLayer()
          .whereLayer("shard")
          .mayNotAccessAnyLayer()
          .whereLayer("copy")
          .mayOnlyAccessLayers("s3", "file")
          .whereLayer("pipeline")
          .mayOnlyAccessLayers("copy", "s3", "file")
          .whereLayer("run")
          .mayOnlyAccessLayers("http", "s3", "file", "shard", "copy", "pipeline")
          .whereLayer("pod")
          .mayOnlyAccessLayers("http", "s3", "shard", "pipeline", "run");

  /// Classes of these packages build on each other in one direction, so that each can be read and
  /// tested without those above it. Classes inside a class belong to it.
  @ArchTest
  static final ArchRule noClassesInACircle =
      slices()
          .assignedFrom(
              new TopLevelClasses(
                  Set.of(
                      "dev.s3copy.worker.shard",
                      "dev.s3copy.worker.copy",
                      "dev.s3copy.worker.pipeline",
                      "dev.s3copy.worker.run",
                      "dev.s3copy.worker.pod")))
          .should()
          .beFreeOfCycles();

  private record TopLevelClasses(Set<String> packages) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      if (!packages.contains(javaClass.getPackageName())) return SliceIdentifier.ignore();
      JavaClass top = javaClass;
      while (top.getEnclosingClass().isPresent()) top = top.getEnclosingClass().get();
      return SliceIdentifier.of(top.getName());
    }

    @Override
    public String getDescription() {
      return "top-level classes of " + packages;
    }
  }

  @ArchTest
  static final ArchRule whatMovesBytesKnowsNoManifest =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.s3copy.worker.http..",
              "dev.s3copy.worker.s3..",
              "dev.s3copy.worker.file..",
              "dev.s3copy.worker.shard..",
              "dev.s3copy.worker.copy..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.s3copy.api..");

  /// Of the API it knows only the times of a lease, which operator and worker must agree on.
  @ArchTest
  static final ArchRule thePipelineKnowsNoManifest =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.worker.pipeline..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.s3copy.api..").and(not(belongToAnyOf(ShardLease.class))));

  @ArchTest
  static final ArchRule theHttpLayerKnowsNotEvenTheCore =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.worker.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.s3copy.core..");

  @ArchTest
  static final ArchRule theTestkitKnowsNeitherWorkerNorCommand =
      noClasses()
          .that()
          .resideInAPackage("dev.s3copy.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.s3copy.worker..", "dev.s3copy.cli..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noPackagesInACircle =
      slices().matching("dev.s3copy.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noDumpingGrounds =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)");
}
