// SPDX-License-Identifier: Apache-2.0
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/// Checks (`check`) or rewrites (`fix`) the format of every Java file below the current folder.
///
/// Run by the build on the JDK that compiles, because google-java-format reads only what the JDK
/// it runs on can parse. Files older than the last good check are not read again.
void main(String[] args) throws Exception {
  boolean fix = args.length > 0 && args[0].equals("fix");
  Path stamp = Path.of("target", "format.checked");
  long checkedAt = !fix && Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
  long now = System.currentTimeMillis();
  List<Path> wrong = javaFiles(checkedAt).filter(file -> !isFormatted(file, fix)).toList();
  if (!fix && !wrong.isEmpty()) {
    wrong.forEach(file -> System.err.println("not formatted: " + file));
    System.err.println("Format them with: ./mvnw -q -N process-sources -Dformat=fix");
    System.exit(1);
  }
  Files.createDirectories(stamp.getParent());
  Files.writeString(stamp, "");
  Files.setLastModifiedTime(stamp, FileTime.fromMillis(now));
}

Stream<Path> javaFiles(long newerThan) throws IOException {
  return Files.walk(Path.of(""))
      .filter(file -> file.toString().endsWith(".java"))
      .filter(file -> !file.toString().contains("target/"))
      .filter(file -> file.toFile().lastModified() >= newerThan)
      .parallel();
}

boolean isFormatted(Path file, boolean fix) {
  try {
    String source = Files.readString(file);
    Formatter formatter = new Formatter();
    String imports =
        RemoveUnusedImports.removeUnusedImports(ImportOrderer.reorderImports(source, Style.GOOGLE));
    String formatted = StringWrapper.wrap(formatter.formatSource(imports), formatter);
    if (fix && !source.equals(formatted)) {
      Files.writeString(file, formatted);
    }
    return source.equals(formatted);
  } catch (Exception e) {
    throw new IllegalStateException(file + ": " + e.getMessage(), e);
  }
}
