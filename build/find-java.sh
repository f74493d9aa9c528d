# SPDX-License-Identifier: Apache-2.0
# Sourced by ./s3copy and .ci/run: find_java sets java_home to a JDK that is new enough.

NEEDED_JAVA=25

say() { printf 's3copy: %s\n' "$*" >&2; }

# The feature version of the JDK in a folder, from its `release` file: no JVM is started to ask.
java_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=\"}
        line=${line%%[!0-9]*}
        echo "$line"
        return 0
        ;;
    esac
  done <"$1/release"
  return 1
}

java_on_path() {
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  dirname "$(dirname "$java")"
}

find_java() {
  looked=
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(java_on_path || true)" \
    /usr/lib/jvm/* \
    /opt/java/* /opt/jdk* \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* \
    "${HOME:-/nowhere}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$candidate" ] && [ -d "$candidate" ] || continue
    version=$(java_version "$candidate") || continue
    if [ "$version" -ge "$NEEDED_JAVA" ]; then
      java_home=$candidate
      return 0
    fi
    looked="$looked
  Java $version in $candidate"
  done
  say "needs a JDK $NEEDED_JAVA or newer and found none."
  say "Looked at JAVA_HOME (${JAVA_HOME:-not set}), java on the PATH, /usr/lib/jvm, /opt/java, /opt/jdk*,"
  say "~/.sdkman, ~/.jdks, /Library/Java, Homebrew.${looked:+ Too old or not a JDK:$looked}"
  say "Install one (Temurin: https://adoptium.net, or: sdk install java 25-tem) or set JAVA_HOME."
  exit 3
}
