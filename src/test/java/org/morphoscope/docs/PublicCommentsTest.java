package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every public and protected member of the program says what it takes, gives and throws. */
class PublicCommentsTest {

  @Test
  void nothingPublicIsLeftWithoutWords() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    assertTrue(sources.size() > 500, sources.size() + " sources were looked at");
    try (StandardJavaFileManager manager =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<JavaFileObject> all = new ArrayList<>();
      manager.getJavaFileObjectsFromPaths(sources).forEach(all::add);
      assertEquals(List.of(), CommentGaps.of(all));
    }
  }

  @Test
  void whatIsMissingIsToldWithItsPlace() throws IOException {
    String source =
        """
        /** A. */
        public record A(int x) {
          /** Checks. */
          public A {}
          int hidden() { return 0; }
          @Override public String toString() { return ""; }
          /** {@return a number} */
          public <T> int f(int y) throws java.io.IOException { return y; }
          /** An enum. */
          public enum E { /** One. */ ONE, TWO }
          /** An interface. */
          public interface I { void g(); private void h() {} }
          class Inner { public int k; }
          /** Copies.
           * @param x a number */
          protected static int copy(int x) { return x; }
        }
        """;
    assertEquals(
        List.of(
            "/A.java:2 A: x",
            "/A.java:4 A: x",
            "/A.java:8 f: <T>, y, java.io.IOException",
            "/A.java:10 TWO: a comment",
            "/A.java:12 g: a comment",
            "/A.java:16 copy: @return"),
        CommentGaps.of(List.of(new Text(source))));
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///A.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
