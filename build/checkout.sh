# SPDX-License-Identifier: Apache-2.0
# Sourced by ./s3copy in a checkout and by build/release, with $home: the root of the checkout. It builds what
# ./s3copy starts, and keeps in $built what every start would do again.

built=$home/cli/target/launcher
. "$home/build/find-java.sh"

# The wrapper fetches the pinned Maven; where it cannot, an installed one may do.
maven() {
  if (cd "$home" && ./mvnw -v >/dev/null 2>&1); then
    (cd "$home" && ./mvnw "$@")
  elif command -v mvn >/dev/null; then
    (cd "$home" && mvn "$@")
  else
    say "could not fetch Maven (is Maven Central, or the mirror in MVNW_REPOURL, reachable?) and no mvn is installed."
    return 1
  fi
}

is_stale() {
  [ -f "$built/classpath" ] || return 0
  newer=$(cd "$home" && find pom.xml ./*/pom.xml ./*/src/main build/*.options -newer "$built/stamp" -type f | head -n 1)
  [ -n "$newer" ]
}

build() {
  if [ -f "$built/classpath" ]; then
    say "sources changed, building again..."
  else
    say "first use, building (about a minute; Maven downloads what it lacks)..."
  fi
  mkdir -p "$built"
  rm -rf "$built/classpath" "$built/aot.cache" "$built/libaws-crt-jni.so" "$home/cli/target/lib"
  touch "$built/stamp.new"
  if ! JAVA_HOME=$java_home maven -q -Dquick -Dmaven.test.skip=true -pl cli -am package >&2; then
    say "the build failed, see above."
    exit 3
  fi
  list=
  for jar in "$home"/cli/target/s3copy-cli-*.jar "$home"/cli/target/lib/*.jar; do
    list=$list${list:+:}$jar
  done
  renew_classes "$home"/cli/target/lib
  unpack_native "$home"/cli/target/lib
  train "$java_home" "$list"
  mv "$built/stamp.new" "$built/stamp"
  printf '%s\n' "$list" >"$built/classpath.new"
  mv "$built/classpath.new" "$built/classpath"
  say "built."
}

# What every start would do again is done once, here: old class files are brought into today's form, the native
# library is unpacked, and (`train`) classes are loaded, linked and profiled in a small run of each kind.
# Nothing depends on it.
renew_classes() { # FOLDER of jars
  "$java_home/bin/java" "$home/build/NewClasses.java" "$1"/picocli-*.jar >"$built/aot.log" 2>&1 || true
}

# Else the CRT unpacks 6 MB of it into the temporary folder at each start.
unpack_native() { # FOLDER of jars
  libc=glibc
  [ "$(uname)" = Linux ] || return 0
  ! ldd --version 2>&1 | grep -q musl || libc=musl
  (cd "$built" && "$java_home/bin/jar" -xf "$1"/aws-crt-*-linux-*.jar "linux") 2>/dev/null || return 0
  mv "$built"/linux/*/$libc/libaws-crt-jni.so "$built/" 2>/dev/null || true
  rm -rf "$built/linux"
}

# The training run's server is in the same process, and needs a heap of its own. It knows these credentials.
train() { # RUNTIME CLASSPATH
  AWS_ACCESS_KEY_ID=training AWS_SECRET_ACCESS_KEY=training-secret AWS_REGION=us-east-1 \
    "$1/bin/java" -XX:AOTCacheOutput="$built/aot.cache" "@$options/jvm.options" -Xmx512m \
    "-Djava.library.path=$built" -cp "$2" dev.s3copy.cli.AotTraining >>"$built/aot.log" 2>&1 ||
    rm -f "$built/aot.cache"
}
