package org.morphoscope.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallTextsTest {
  @TempDir Path folder;

  @Test
  void textIsReadAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "to\u5C42ken\r\n", StandardCharsets.UTF_8);
    assertEquals("to\u5C42ken\r\n", SmallTexts.read(file, "a token"));
  }

  @Test
  void whatIsNoSmallTextIsOneSentenceWithTheFile() throws IOException {
    Path other = Files.write(folder.resolve("other"), new byte[] {'a', (byte) 0xe9, 'b'});
    Path large = Files.write(folder.resolve("large"), new byte[SmallTexts.MOST_BYTES + 1]);
    assertEquals(sentence(other, "bytes that are no text in UTF-8"), refusal(other));
    assertEquals(sentence(large, "more than 1,048,576 bytes"), refusal(large));
    assertEquals(sentence(folder, "a folder"), refusal(folder));
    Path none = folder.resolve("none");
    assertEquals(sentence(none, "no such file"), refusal(none));
  }

  private static String sentence(Path file, String found) {
    return file + ": expected a token, found " + found + "; name another file.";
  }

  private static String refusal(Path file) {
    return assertThrows(IOException.class, () -> SmallTexts.read(file, "a token")).getMessage();
  }
}
