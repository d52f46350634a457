package org.morphoscope.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links from the documents to files of the repository lead somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : Documents.all()) {
      Matcher link = LINK.matcher(Documents.prose(document));
      while (link.find()) {
        String target = link.group(1);
        if (target.matches("[a-z]+:.*")) {
          continue;
        }
        links++;
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path parent = document.toAbsolutePath().getParent();
        Path file = path.isEmpty() ? document : parent.resolve(path).normalize();
        if (!Files.exists(file)
            || hash >= 0 && !headings(file).contains(target.substring(hash + 1))) {
          broken.add(document + ": " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 30, links + " links were looked at");
  }

  /** Names under which headings can be linked to, as GitHub makes them. */
  private static Set<String> headings(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    Map<String, Integer> used = new HashMap<>();
    Matcher heading = HEADING.matcher(Documents.prose(file));
    while (heading.find()) {
      String name =
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int before = used.merge(name, 1, Integer::sum) - 1;
      names.add(before == 0 ? name : name + "-" + before);
    }
    return names;
  }
}
