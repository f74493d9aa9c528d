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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks (`check`) or rewrites (`fix`) the format of every Java file below the current folder.
///
/// Run by the build on the JDK that compiles, because google-java-format reads only what the JDK it
/// runs on can parse. Files older than the last good check are not read again.
void main(String[] args) throws Exception {
  checkFilling();
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
    // The formatter would break a line of a comment that is too long, and leave its last words
    // alone
    // on the next line, or even outside the comment.
    String filled = filled(wrapped(imports));
    String formatted = filled(StringWrapper.wrap(formatter.formatSource(filled), formatter));
    if (fix && !source.equals(formatted)) {
      Files.writeString(file, formatted);
    }
    return source.equals(formatted);
  } catch (Exception e) {
    throw new IllegalStateException(file + ": " + e.getMessage(), e);
  }
}

/// One line of a `///` comment: its text with the blanks before it, and what stands before that.
record Comment(String before, String text) {
  private static final Pattern LINE = Pattern.compile("( *///)(.*)");

  /// What begins a block of its own: a tag, an item, a heading, a table, a quotation, a fence. Also
  /// a word that would become one at the beginning of a line.
  private static final Pattern BLOCK =
      Pattern.compile("([@#|>]|```|~~~|[-*+]( |$)|[0-9]+[.)]( |$)).*");

  static Comment of(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() ? new Comment(matcher.group(1), matcher.group(2)) : null;
  }

  boolean blank() {
    return text.isBlank();
  }

  boolean beginsBlock() {
    return BLOCK.matcher(text.strip()).matches();
  }

  boolean fence() {
    return text.strip().startsWith("```") || text.strip().startsWith("~~~");
  }

  /// Neither a heading nor a row of a table goes on in the next line.
  boolean goesOn() {
    return !blank() && !fence() && !text.strip().startsWith("#") && !text.strip().startsWith("|");
  }

  int indent() {
    return text.length() - text.stripLeading().length();
  }

  String line() {
    return before + text;
  }

  /// With the next line's first word; null where that has no room, or must begin a line.
  Comment taking(Comment next) {
    if (!goesOn() || next.blank() || next.beginsBlock()) return null;
    String word = next.text.strip().split(" ", 2)[0];
    Comment rest = next.withoutWord();
    boolean fits = line().length() + 1 + word.length() <= LINE_LENGTH;
    return fits && (rest.blank() || !rest.beginsBlock())
        ? new Comment(before, text + " " + word)
        : null;
  }

  /// Where a line that is too long can be broken; -1 where it need not be, or cannot.
  private int breakAt() {
    String line = line();
    if (line.length() <= LINE_LENGTH || text.strip().startsWith("|")) return -1;
    int blank = line.lastIndexOf(' ', LINE_LENGTH);
    return blank > before.length() + indent() ? blank : -1;
  }

  String withinTheLine() {
    return line().substring(0, breakAt()).stripTrailing();
  }

  /// What of it goes to the next line; null where all fits. A tag goes on four blanks deeper.
  Comment beyondTheLine() {
    if (breakAt() < 0) return null;
    int deeper = text.strip().startsWith("@") ? 4 : 0;
    return new Comment(before, " ".repeat(indent() + deeper) + line().substring(breakAt()).strip());
  }

  Comment withoutWord() {
    String[] words = text.strip().split(" ", 2);
    String rest = words.length < 2 ? "" : words[1].strip();
    return new Comment(before, " ".repeat(indent()) + rest);
  }
}

static final int LINE_LENGTH = 100;

/// With every line of a `///` comment that is too long broken at a blank. Blocks of code stay.
String wrapped(String source) {
  List<String> lines = new ArrayList<>(source.lines().toList());
  boolean code = false;
  for (int i = 0; i < lines.size(); i++) {
    Comment comment = Comment.of(lines.get(i));
    if (comment == null) {
      code = false;
      continue;
    }
    if (comment.fence()) code = !code;
    Comment rest = code || indentedCode(lines, i) ? null : comment.beyondTheLine();
    if (rest == null) continue;
    lines.set(i, comment.withinTheLine());
    lines.add(i + 1, rest.line());
  }
  return String.join("\n", lines) + "\n";
}

/// With every paragraph of `///` comments filled: no line could take the first word of the next.
/// Blocks of code stay as they are.
String filled(String source) {
  List<String> lines = new ArrayList<>(source.lines().toList());
  boolean code = false;
  for (int i = 0; i + 1 < lines.size(); i++) {
    Comment comment = Comment.of(lines.get(i));
    if (comment == null) {
      code = false;
      continue;
    }
    if (comment.fence()) code = !code;
    if (!code && !indentedCode(lines, i)) fill(lines, i);
  }
  return String.join("\n", lines) + "\n";
}

/// Four blanks more than a text has, after an empty line.
boolean indentedCode(List<String> lines, int at) {
  Comment comment = Comment.of(lines.get(at));
  for (int i = at; comment != null && comment.indent() > 4; i--) {
    Comment above = i == 0 ? null : Comment.of(lines.get(i - 1));
    if (above == null || above.blank()) return true;
    comment = above;
  }
  return false;
}

void fill(List<String> lines, int at) {
  Comment comment = Comment.of(lines.get(at));
  while (at + 1 < lines.size()) {
    Comment next = Comment.of(lines.get(at + 1));
    Comment longer = next == null ? null : comment.taking(next);
    if (longer == null) return;
    comment = longer;
    lines.set(at, comment.line());
    Comment rest = next.withoutWord();
    if (rest.blank()) lines.remove(at + 1);
    else lines.set(at + 1, rest.line());
  }
}

/// The rule on a few comments, at every run: a wrong rule would spoil hundreds of files.
void checkFilling() {
  String a = "a".repeat(88);
  expect("  /// " + a + "\n  /// at\n  /// a time.\n", "  /// " + a + " at a\n  /// time.\n");
  expect("/// @param " + a + "\n///     b\n///     c\n", "/// @param " + a + "\n///     b c\n");
  for (String block : List.of("", " - b", " 1. b", " @return b", " # b", " | b", " ```\n/// b")) {
    unchanged("/// a\n///" + block + "\n");
  }
  expectWrapped("  /// " + a + " b cc d\n  /// e\n", "  /// " + a + " b cc\n  /// d\n  /// e\n");
  expectWrapped("/// @param " + a + " b\n", "/// @param " + a + "\n///     b\n");
  unchanged("/// a\n///\n///     b\n///     c\n");
  unchanged("/// ```\n/// a\n/// b\n/// ```\n");
  unchanged("/// # a\n/// b\n");
  unchanged("// a\n// b\n/// c\nint d;\n");
}

void unchanged(String source) {
  expect(source, source);
}

void expectWrapped(String source, String wrapped) {
  if (wrapped(source).equals(wrapped)) return;
  throw new IllegalStateException("wrapped wrongly:\n" + source + "to\n" + wrapped(source));
}

void expect(String source, String filled) {
  if (filled(source).equals(filled)) return;
  throw new IllegalStateException("filled wrongly:\n" + source + "to\n" + filled(source));
}
