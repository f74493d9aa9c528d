// SPDX-License-Identifier: Apache-2.0
package dev.s3copy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `./s3copy` script, in a checkout that looks built and with a JDK that only says how it was
/// called.
class LauncherTest {
  @TempDir private Path folder = Path.of("");
  private Path checkout = Path.of("");
  private Path jdk = Path.of("");

  private record Outcome(int exit, String out) {}

  @BeforeEach
  void copyTheLauncher() throws IOException {
    checkout = Files.createDirectories(folder.resolve("check out"));
    jdk = fakeJdk("jdk", "25.0.1");
    copy("s3copy");
    copy("build/checkout.sh");
    copy("build/find-java.sh");
    write("pom.xml", "<project/>");
    write("cli/pom.xml", "<project/>");
    write("cli/src/main/java/A.java", "class A {}");
    write("cli/target/launcher/classpath", "/a.jar:/b.jar\n");
    write("cli/target/launcher/stamp", "");
    age("pom.xml", 60);
    age("cli/pom.xml", 60);
    age("cli/src/main/java/A.java", 60);
  }

  @Test
  void passesArgumentsAsTheyWereTyped() throws Exception {
    Outcome outcome = run(checkout.resolve("s3copy"), "run", "a b.yaml", "$HOME", "*");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out())
        .contains("[dev.s3copy.cli.Main][run][a b.yaml][$HOME][*]")
        .contains("[-cp][/a.jar:/b.jar]")
        .contains("[@" + checkout.resolve("build/jvm.options") + "]")
        .contains("LC_ALL=C.UTF-8");
  }

  @Test
  void worksThroughASymbolicLinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("check out/s3copy"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    assertThat(run(second, "--version").out()).contains("[dev.s3copy.cli.Main][--version]");
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    write("cli/src/main/java/B.java", "class B {}");
    age("cli/target/launcher/stamp", 30);
    script(checkout.resolve("mvnw"), "[ \"$1\" = -v ] && exit 0; echo \"mvnw $*\"; exit 1");
    Outcome outcome = run(checkout.resolve("s3copy"), "--version");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.out())
        .contains("sources changed, building again", "package", "the build failed");
  }

  @Test
  void trainsOnceItHasBuiltAndThenStartsFromWhatWasLearned() throws Exception {
    aBuildThatWorks();
    script(
        jdk.resolve("bin/java"),
        """
        case "$*" in
          *AOTCacheOutput=*)
            cache=${1#-XX:AOTCacheOutput=}
            echo "$*" >"$cache"
            exit 0 ;;
        esac
        printf '[%s]' "$@"; echo
        """);
    String out = run(checkout.resolve("s3copy"), "run", "copy.yaml").out();
    Path cache = checkout.resolve("cli/target/launcher/aot.cache");
    assertThat(Files.readString(cache)).contains("dev.s3copy.cli.AotTraining");
    assertThat(out).contains("[-XX:AOTCache=" + cache + "]", "[dev.s3copy.cli.Main][run]");
    String options = "@" + checkout.resolve("build/jvm.options");
    assertThat(out).contains("[" + options + "]");
    assertThat(Files.readString(cache)).contains(options);
  }

  @Test
  void aReleaseStartsWithItsOwnRuntime() throws Exception {
    Files.delete(checkout.resolve("pom.xml"));
    Files.createDirectories(checkout.resolve("runtime/bin"));
    Files.copy(jdk.resolve("bin/java"), checkout.resolve("runtime/bin/java"));
    write("lib/jars", "b.jar\na.jar\n");
    Path lib = checkout.resolve("lib");
    assertThat(run(checkout.resolve("s3copy"), "run", "copy.yaml").out())
        .contains("called as " + checkout.resolve("runtime/bin/java"))
        .contains("[@" + lib.resolve("jvm.options") + "]")
        .contains("[@" + lib.resolve("jvm-run.options") + "]")
        .contains("[-cp][" + lib.resolve("b.jar") + ":" + lib.resolve("a.jar") + "]");
  }

  @Test
  void startsWithoutTrainingWhereThatFailed() throws Exception {
    aBuildThatWorks();
    script(
        jdk.resolve("bin/java"),
        """
        case "$*" in *AOTCacheOutput=*) : >"${1#-XX:AOTCacheOutput=}"; exit 1 ;; esac
        case "$*" in *NewClasses*) exit 1 ;; esac
        printf '[%s]' "$@"; echo
        """);
    Outcome outcome = run(checkout.resolve("s3copy"), "--version");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out())
        .contains("[dev.s3copy.cli.Main][--version]")
        .doesNotContain("-XX:AOTCache=");
  }

  private void aBuildThatWorks() throws IOException {
    Files.delete(checkout.resolve("cli/target/launcher/classpath"));
    script(
        checkout.resolve("mvnw"),
        "mkdir -p cli/target/lib; : >cli/target/s3copy-cli-1.jar; : >cli/target/lib/a.jar");
  }

  @Test
  void saysWhatItLookedForWhenNoJdkIsNewEnough() throws Exception {
    Path findJava = checkout.resolve("build/find-java.sh");
    Files.writeString(
        findJava, Files.readString(findJava).replace("NEEDED_JAVA=25", "NEEDED_JAVA=99"));
    Outcome outcome = run(checkout.resolve("s3copy"), "--version");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.out())
        .contains("needs a JDK 99 or newer")
        .contains("Looked at JAVA_HOME (" + jdk + ")")
        .contains("Java 25 in " + jdk);
  }

  @Test
  void passesByAnOldJavaHome() throws Exception {
    Path old = fakeJdk("old", "1.8.0_402");
    ProcessBuilder process = process(checkout.resolve("s3copy"), "--version");
    process.environment().put("JAVA_HOME", old.toString());
    process.environment().put("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));
    assertThat(outcome(process).out()).contains("called as " + jdk.resolve("bin/java"));
  }

  private Path fakeJdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    script(
        home.resolve("bin/java"),
        "echo \"called as $0\"; echo \"LC_ALL=$LC_ALL\"; printf '[%s]' \"$@\"; echo");
    script(home.resolve("bin/javac"), "");
    return home;
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void copy(String name) throws IOException {
    Path to = checkout.resolve(name);
    Files.createDirectories(to.getParent());
    Files.copy(Repository.root().resolve(name), to);
  }

  private void write(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void age(String name, long seconds) throws IOException {
    FileTime time = FileTime.from(Instant.now().minusSeconds(seconds));
    Files.setLastModifiedTime(checkout.resolve(name), time);
  }

  private ProcessBuilder process(Path launcher, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
    process.environment().put("JAVA_HOME", jdk.toString());
    return process.redirectErrorStream(true);
  }

  private Outcome run(Path launcher, String... arguments) throws Exception {
    return outcome(process(launcher, arguments));
  }

  private static Outcome outcome(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out);
  }
}
