package org.morphoscope.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.morphoscope.data.source.Sentences.rejection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.GeneratedSet;

class DataSourceTest {
  @TempDir Path folder;

  @Test
  void namesThatCannotBeReadAreRejectedInOneSentence() {
    rejection("", "unknown kind");
    rejection("cifar", "\"cifar\"", "cifar10:DIR");
    rejection("nowhere:/else", "unknown kind");
    rejection("/nowhere/else", "no such folder");
    rejection("nowhere/else", "no such folder");
    rejection("C:\\nowhere", "no such folder");
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
  void aLookIsGivenUpWhenItsThreadIsInterrupted() throws IOException {
    Files.createDirectories(folder.resolve("pictures").resolve("a"));
    Thread.currentThread().interrupt();
    try {
      String found =
          assertThrows(
                  DataFormatException.class,
                  () -> DataSource.glance(folder.resolve("pictures").toString()))
              .getMessage();
      assertTrue(found.contains("stopped"), found);
    } finally {
      assertTrue(Thread.interrupted());
    }
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
    assertEquals("cifar10:" + folder, DataSource.recognise(batch));
    nothingFits(folder.resolve("nowhere"));
  }

  @Test
  void aFolderWithoutAKindIsTakenForWhatItHolds() throws IOException {
    Files.write(folder.resolve("data_batch_1.bin"), new byte[3073 * 2]);
    Dataset data = DataSource.open(folder.toString());
    assertEquals("cifar10", data.name());
    assertEquals(
        List.of(folder + " was recognised as cifar10:" + folder + "."), data.notes().lines());
    DataSource.requireForm(folder.toString());
    assertThrows(
        DataFormatException.class, () -> DataSource.requireForm(folder.resolve("no").toString()));
  }

  @Test
  void theOnlySetOneLevelDownIsFoundAndSeveralAreNamed() throws IOException {
    Path below = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
    Files.write(below.resolve("data_batch_1.bin"), new byte[3073]);
    Dataset data = DataSource.open("cifar10:" + folder);
    assertEquals(1, data.train().size());
    assertEquals(
        List.of("The data was found one level down, in " + below + "."), data.notes().lines());
    assertEquals("cifar10:" + below, DataSource.recognise(folder));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.write(other.resolve("data_batch_1.bin"), new byte[3073]);
    rejection("cifar10:" + folder, "several (cifar-10-batches-bin, other)", "choose one");
    nothingFits(folder);
  }

  @Test
  void theVersionForPythonIsNamedWithTheWayOut() throws IOException {
    Path py = Files.createDirectory(folder.resolve("cifar-10-batches-py"));
    Files.write(py.resolve("data_batch_1"), new byte[] {(byte) 0x80, 2, '}', 'q'});
    for (String name : List.of("cifar10:" + py, "images:" + py, py.toString(), folder.toString())) {
      rejection(name, "the Python version of it", "morphoscope data get cifar10");
    }
    Path hundred = Files.createDirectory(folder.resolve("cifar-100-python"));
    Files.write(hundred.resolve("train"), new byte[] {(byte) 0x80, 4, '}', 'q'});
    Files.write(hundred.resolve("meta"), new byte[] {(byte) 0x80, 4, '}', 'q'});
    rejection("cifar100:" + hundred, "the Python version of it", "morphoscope data get cifar100");
  }

  @ParameterizedTest
  @CsvSource({
    "set.zip, 504b0304, a zip archive, unpack it",
    "set.npz, 504b0304, an archive of numpy, one folder of pictures per class",
    "set.tar.gz, 1f8b0800, a file packed with gzip, unpack it",
    "set.7z, 377abcaf271c, a 7z archive, unpack it",
    "a.png, 89504e470d0a1a0a, a single picture (PNG), one folder per class",
    "a.onnx, 08071204, a net, --seed-net",
    "a.npy, 934e554d505901, an array of numpy, one folder of pictures per class",
    "a.h5, 894844460d0a1a0a, an HDF5 file, one folder of pictures per class",
    "train-images, 00000803, one idx file, idx:DIR",
    "batch.bin, 0102, one file of records, cifar10:DIR",
    "a.txt, 61, a file, the folder of the data",
    "none, '', an empty file, the folder of the data"
  })
  void aFileIsNamedForWhatItIs(String name, String start, String what, String remedy)
      throws IOException {
    Path file = Files.write(folder.resolve(name), HexFormat.of().parseHex(start));
    for (String given : List.of(file.toString(), "images:" + file, "idx:" + file)) {
      rejection(given, file.toString(), "found " + what, remedy);
    }
    nothingFits(file);
  }

  @Test
  void aFileOfASetStandsForItsFolder() throws IOException {
    Path batch = Files.write(folder.resolve("data_batch_1.bin"), new byte[3073]);
    assertEquals("cifar10:" + folder, DataSource.recognise(batch));
    assertEquals(1, DataSource.open(batch.toString()).train().size());
  }

  @Test
  void aFolderOfArchivesIsNamedForThese() throws IOException {
    Files.write(folder.resolve("train.zip"), new byte[] {'P', 'K', 3, 4});
    rejection(folder.toString(), "a zip archive (train.zip)", "unpack it");
    rejection("images:" + folder, "a zip archive (train.zip)", "unpack it");
  }

  private static void nothingFits(Path path) {
    Sentences.check(
        assertThrows(DataFormatException.class, () -> DataSource.recognise(path)), path.toString());
  }
}
