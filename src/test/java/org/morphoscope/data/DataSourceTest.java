package org.morphoscope.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.morphoscope.data.Sentences.rejection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {
  @TempDir Path folder;

  @Test
  void namesThatCannotBeReadAreRejectedInOneSentence() {
    rejection("", "unknown kind");
    rejection("cifar", "\"cifar\"", "cifar10:DIR");
    rejection("cifar10", "a folder after the colon");
    rejection("idx:", "a folder after the colon");
    rejection("cifar10:a\0b", "does not allow");
    rejection("generated:", "from 1 to", "found \"\"");
    rejection("generated:0", "from 1 to", "found \"0\"");
    rejection("generated:many", "found \"many\"");
    rejection("generated:99999999999", "found \"99999999999\"");
  }

  @Test
  void generatedWithANumberIsTheBeginningOfTheWholeSet() throws IOException {
    Dataset few = DataSource.open("generated:30");
    assertEquals(30, few.train().size());
    assertEquals(GeneratedSet.DEFAULT_TEST, few.test().orElseThrow().size());
  }

  @Test
  void droppedFoldersAreRecognisedByTheirFiles() throws IOException {
    nothingFits(folder);
    Files.createFile(folder.resolve("train-images.idx3-ubyte.gz"));
    assertEquals("idx:" + folder, DataSource.recognise(folder));
    Files.createFile(folder.resolve("train.bin"));
    assertEquals("cifar100:" + folder, DataSource.recognise(folder));
    Path batch = Files.createFile(folder.resolve("data_batch_3.bin"));
    assertEquals("cifar10:" + folder, DataSource.recognise(folder));
    nothingFits(batch);
    nothingFits(folder.resolve("nowhere"));
  }

  private static void nothingFits(Path path) {
    Sentences.check(
        assertThrows(DataFormatException.class, () -> DataSource.recognise(path)), path.toString());
  }
}
