package org.morphoscope.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.DataRules;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.ReadingNotes.PictureSize;
import org.morphoscope.data.picture.PictureFiles;

/** Pictures in folders as people have them, and what is told about them. */
class PictureFolderReaderTest {
  @TempDir Path folder;

  private Path save(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    String format = name.substring(name.lastIndexOf('.') + 1).replace("JPEG", "jpg");
    assertTrue(ImageIO.write(image, format, file.toFile()), name);
    return file;
  }

  /** Small pictures, no two of them alike. */
  private void save(String... names) throws IOException {
    for (String name : names) {
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      int colour = name.hashCode();
      for (int i = 0; i < 64; i++) {
        image.setRGB(i % 8, i / 8, colour * (1 + i));
      }
      save(name, image);
    }
  }

  private Dataset open(String option) throws DataFormatException {
    return DataSource.open("images:" + folder + option);
  }

  private String refusal() {
    DataFormatException e = assertThrows(DataFormatException.class, () -> open(""));
    Sentences.check(e);
    return e.getMessage();
  }

  private static String told(Dataset data) {
    return String.join("\n", data.notes().lines());
  }

  private static int[] labels(ImageSet set) {
    return java.util.stream.IntStream.range(0, set.size()).map(set::label).toArray();
  }

  @Test
  void classesAndPicturesComeInOrder() throws IOException {
    save("zebra/b.png", PictureFiles.ramp(40, 40));
    save("ant/2.png", PictureFiles.ramp(32, 32));
    save("ant/1.jpg", PictureFiles.ramp(64, 48));
    save("ant/3.gif", PictureFiles.ramp(100, 20));
    save("ant/4.bmp", PictureFiles.ramp(9, 9));
    Dataset data = open("");
    assertEquals(List.of("ant", "zebra"), data.classNames());
    assertArrayEquals(new int[] {0, 0, 0, 0, 1}, labels(data.train()));
    assertEquals(32, data.train().height());
    assertEquals(3, data.train().channels());
    assertTrue(data.test().isEmpty());
    assertTrue(data.validation().isEmpty());
    assertEquals(
        Map.of(
            new PictureSize(40, 40), 1,
            new PictureSize(32, 32), 1,
            new PictureSize(64, 48), 1,
            new PictureSize(100, 20), 1,
            new PictureSize(9, 9), 1),
        data.notes().sizes());
    assertEquals("", told(data));
    assertEquals(data.fingerprint(), open("").fingerprint());
    assertNotEquals(data.fingerprint(), open("?size=48").fingerprint());
    assertEquals(48, open("?size=48").train().width());
    assertEquals("images:" + folder, DataSource.recognise(folder));
  }

  @Test
  void numbersInNamesOfClassesCountAsNumbersAndThatIsTold() throws IOException {
    save("class10/a.png", "class2/a.png", "class1/10.png", "class1/9.png");
    Dataset data = open("");
    assertEquals(List.of("class1", "class2", "class10"), data.classNames());
    assertTrue(
        told(data).contains("class 1 is 'class2'; programs that sort by letters"), told(data));
    Dataset first = DataSource.open("images:" + folder, DataRules.FIRST);
    assertEquals(List.of("class1", "class10", "class2"), first.classNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"val", "valid", "validation", "Val"})
  void aValidationFolderIsTheValidationPart(String name) throws IOException {
    save("train/a/1.png", "train/a/2.png", "train/b/1.png", name + "/a/3.png", name + "/b/2.png");
    Dataset data = open("");
    assertArrayEquals(new int[] {0, 0, 1}, labels(data.train()));
    assertArrayEquals(new int[] {0, 1}, labels(data.validation().orElseThrow()));
    assertTrue(data.test().isEmpty());
    assertTrue(told(data).contains("The folder %s is the validation part".formatted(name)));
    assertEquals("images:" + folder, DataSource.recognise(folder));
  }

  @Test
  void foldersTrainAndTestAreTheTwoParts() throws IOException {
    save("train/a/1.png", "train/b/1.png", "test/a/2.png", "test/b/2.png");
    Dataset data = open("");
    assertEquals(2, data.train().size());
    assertEquals(2, data.test().orElseThrow().size());
    assertEquals("", told(data));
    save("test/c/1.png");
    assertTrue(refusal().contains("'c' is in one of them only"), refusal());
  }

  @Test
  void allThreePartsAreTakenAndMissingClassesTold() throws IOException {
    save("Training/a/1.png", "Training/b/1.png", "Validation/a/2.png", "Testing/b/2.png");
    Dataset data = open("");
    assertArrayEquals(new int[] {0}, labels(data.validation().orElseThrow()));
    assertArrayEquals(new int[] {1}, labels(data.test().orElseThrow()));
    assertTrue(told(data).contains("1 class has no pictures in the validation part.\n  b"));
    assertTrue(told(data).contains("1 class has no pictures in the test part.\n  a"));
  }

  @Test
  void twoNamesForOnePartAreOneSentence() throws IOException {
    save("train/a/1.png", "train/b/1.png", "val/a/1.png", "valid/a/1.png");
    assertTrue(refusal().contains("both val and valid"), refusal());
  }

  @Test
  void partsWithoutATrainingPartAreOneSentence() throws IOException {
    save("val/a/1.png", "val/b/1.png", "test/a/1.png", "test/b/1.png");
    assertTrue(refusal().contains("a folder train beside the other parts"), refusal());
  }

  /** A train is also a thing to ride on. */
  @Test
  void classesThatAreCalledLikePartsStayClasses() throws IOException {
    save("train/1.png", "bus/1.png", "test/1.png");
    assertEquals(List.of("bus", "test", "train"), open("").classNames());
  }

  @Test
  void tinyImageNetIsReadWithItsListOfClassesAndWithoutItsUnlabelledTest() throws IOException {
    save("train/n02/images/a.JPEG", "train/n02/images/b.JPEG", "train/n01/images/c.JPEG");
    save("val/images/v0.JPEG", "val/images/v1.JPEG", "val/images/v2.JPEG");
    save("test/images/t0.JPEG", "test/images/t1.JPEG");
    Files.writeString(folder.resolve("train/n02/n02_boxes.txt"), "a.JPEG 0 0 7 7");
    Files.writeString(
        folder.resolve("val/val_annotations.txt"), "v1.JPEG\tn02\t0\t0\t7\t7\nv0.JPEG\tn01\t0\n");
    Files.writeString(folder.resolve("words.txt"), "n01\tgoldfish, Carassius\nn02\towl\nn9\tx\n");
    Dataset data = open("");
    assertEquals(List.of("goldfish", "owl"), data.classNames());
    assertArrayEquals(new int[] {0, 1, 1}, labels(data.train()));
    assertArrayEquals(new int[] {1, 0}, labels(data.validation().orElseThrow()));
    assertTrue(data.test().isEmpty());
    String told = told(data);
    assertTrue(told.contains("2 pictures of the folder " + folder.resolve("test")), told);
    assertTrue(told.contains("have no labels and were left out"), told);
    assertTrue(told.contains("val_annotations.txt"), told);
    assertTrue(told.contains("not in its list of classes were left out.\n  v2.JPEG"), told);
    assertTrue(told.contains("3 pictures of " + folder.resolve("train") + " found in"), told);
    assertTrue(told.contains("words.txt"), told);
  }

  @Test
  void aListThatNamesAnUnknownClassIsOneSentence() throws IOException {
    save("train/a/1.png", "train/b/1.png", "val/images/v0.png");
    Path list = folder.resolve("val/val_annotations.txt");
    Files.writeString(list, "v0.png\tc\n");
    assertTrue(refusal().startsWith(list + ", line 1: expected"), refusal());
    Files.writeString(list, "../v0.png\ta\n");
    assertTrue(refusal().contains("without its folder"), refusal());
  }

  @Test
  void picturesDeeperInTheFolderOfAClassAreTakenAndTold() throws IOException {
    save("a/1.png", "a/more/2.png", "a/more/still/3.png", "b/1.png");
    Dataset data = open("");
    assertArrayEquals(new int[] {0, 0, 0, 1}, labels(data.train()));
    assertTrue(told(data).contains("a: 2 pictures"), told(data));
  }

  @Test
  void foldersOfTheSystemAreNoClassesAndThatIsTold() throws IOException {
    save("a/1.png", "b/1.png", "b/2.png");
    for (String name : List.of("__MACOSX/a", "@eaDir/b", ".cache", "$RECYCLE.BIN")) {
      Path made = Files.createDirectories(folder.resolve(name));
      Files.copy(folder.resolve("a/1.png"), made.resolve("._1.png"));
    }
    Files.writeString(folder.resolve("b/Thumbs.db"), "no picture");
    Files.writeString(folder.resolve("b/.hidden.png"), "no picture");
    Files.writeString(folder.resolve("b/notes.txt"), "no picture");
    Dataset data = open("");
    assertEquals(List.of("a", "b"), data.classNames());
    assertEquals(3, data.train().size());
    for (String name : List.of("__MACOSX", "@eaDir", ".cache", "$RECYCLE.BIN", "Thumbs.db")) {
      assertTrue(told(data).contains("\n  " + name), told(data));
    }
    assertTrue(told(data).contains(".txt: 1"), told(data));
  }

  @Test
  void emptyFoldersAreNoClassesAndThatIsTold() throws IOException {
    save("a/1.png", "b/1.png");
    Files.createDirectory(folder.resolve("c"));
    Dataset data = open("");
    assertEquals(2, data.classes());
    assertTrue(told(data).contains("1 folder without a picture"), told(data));
    assertTrue(told(data).contains(folder.resolve("c").toString()), told(data));
  }

  @Test
  void picturesBesideTheClassesAreTold() throws IOException {
    save("a/1.png", "b/1.png", "cover.png");
    assertTrue(told(open("")).contains("1 picture in " + folder + " beside the folders"));
  }

  @Test
  void theOnlyFolderInAFolderIsLookedInto() throws IOException {
    save("pets/red/1.png", "pets/blue/1.png");
    Dataset data = open("");
    assertEquals(List.of("blue", "red"), data.classNames());
    assertTrue(told(data).contains("one level down, in " + folder.resolve("pets")), told(data));
    assertEquals("images:" + folder, DataSource.recognise(folder));
  }

  @Test
  void equalPicturesInTwoPartsAreTold() throws IOException {
    save("train/a/1.png", "train/a/2.png", "train/b/3.png", "test/b/4.png");
    Files.createDirectories(folder.resolve("test/a"));
    Files.copy(folder.resolve("train/a/1.png"), folder.resolve("test/a/x.png"));
    assertTrue(
        told(open("")).contains("1 of 2 pictures in the test part is also in the training part"),
        told(open("")));
  }

  @Test
  void aFewDamagedPicturesAreLeftOutAndListed() throws IOException {
    for (int i = 0; i < 100; i++) {
      save("a/%03d.png".formatted(i), "b/%03d.png".formatted(i));
    }
    Path zero = Files.write(folder.resolve("a/050.png"), new byte[0]);
    Path text = Files.writeString(folder.resolve("b/000.png"), "text");
    Dataset data = open("");
    assertEquals(198, data.train().size());
    assertEquals(99, java.util.Arrays.stream(labels(data.train())).filter(l -> l == 0).count());
    assertTrue(told(data).contains("2 of 200 pictures cannot be read and were left out."));
    assertTrue(told(data).contains(zero + ": expected a whole picture, found an empty file"));
    assertEquals(2, data.notes().skipped().size());
    assertEquals(text.toString(), data.notes().skipped().get(1).file());
    // what is behind a damaged one keeps its own pixels
    Files.delete(zero);
    Files.delete(text);
    assertEquals(data.fingerprint(), open("").fingerprint());
  }

  @Test
  void moreThanAFewDamagedPicturesEndWithTheListOfAll() throws IOException {
    save("a/1.png", "a/2.png", "b/1.png", "b/2.png");
    Files.write(folder.resolve("a/1.png"), new byte[0]);
    Files.writeString(folder.resolve("b/1.png"), "text");
    Files.createSymbolicLink(folder.resolve("b/0.jpg"), folder.resolve("nowhere"));
    DataFormatException e = assertThrows(DataFormatException.class, () -> open(""));
    List<String> lines = e.getMessage().lines().toList();
    assertEquals(4, lines.size(), e.getMessage());
    assertTrue(lines.get(0).contains("found 3 of 5"), lines.get(0));
    assertTrue(lines.get(0).endsWith("."), lines.get(0));
    assertTrue(lines.get(1).contains("a/1.png: expected a whole picture, found an empty file"));
    assertTrue(lines.get(2).contains("no such file (or a link to none)"), lines.get(2));
    assertTrue(lines.get(3).contains("found something else"), lines.get(3));
    Dataset left = open("?damaged=skip");
    assertEquals(2, left.train().size());
    assertEquals(3, left.notes().skipped().size());
    assertEquals(3, DataSource.look("images:" + folder).notes().skipped().size());
  }

  @Test
  void oneClassIsEnoughForALookOnly() throws IOException {
    save("a/1.png");
    assertTrue(refusal().contains("found 1 folder;"), refusal());
    Dataset data = DataSource.look("images:" + folder);
    assertEquals(1, data.train().size());
    assertTrue(told(data).contains("One class only"), told(data));
  }

  @Test
  void nothingToReadIsOneSentence() throws IOException {
    assertTrue(refusal().contains("found 0 folders"), refusal());
    Files.createDirectory(folder.resolve("b"));
    assertTrue(refusal().contains("found 0 folders"), refusal());
    assertThrows(DataFormatException.class, () -> DataSource.recognise(folder));
    save("1.png", "2.png");
    Files.delete(folder.resolve("b"));
    assertTrue(refusal().contains("2 pictures without folders"), refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?size=4", "?size=1000", "?size=", "?size=x", "?size=99999999999"})
  void aSideThatCannotBeIsOneSentence(String option) {
    DataFormatException e = assertThrows(DataFormatException.class, () -> open(option));
    assertTrue(e.getMessage().contains("a side from 8 to 256"), e.getMessage());
    assertThrows(
        DataFormatException.class, () -> DataSource.requireForm("images:" + folder + option));
  }

  @Test
  void optionsCanBeJoined() throws IOException {
    save("a/1.png", "b/1.png");
    assertEquals(16, open("?size=16&damaged=skip").train().width());
    Sentences.rejection("images:" + folder + "?damaged=keep", "skip after damaged=");
    Sentences.rejection("images:" + folder + "?size=16&other=1", "one of the options");
  }

  /** 30,000 x 30,000 pixels would take 2.7 GB; the file has 70 bytes. */
  @Test
  void aPictureThatLiesAboutItsSizeIsRefusedBeforeItIsDecoded() throws IOException {
    save("a/1.png", "b/1.png");
    Path liar = folder.resolve("b/1.png");
    for (int[] size : new int[][] {{30_000, 30_000}, {2_000_000_000, 1}, {40_000, 2}}) {
      Files.write(liar, withSize(Files.readAllBytes(liar), size[0], size[1]));
      DataFormatException e = assertThrows(DataFormatException.class, () -> open(""));
      assertTrue(
          e.getMessage().contains("a header that says %d x %d".formatted(size[0], size[1])),
          e.getMessage());
    }
    // within the limit, but the pixels are not there
    Files.write(liar, withSize(Files.readAllBytes(liar), 8000, 8000));
    DataFormatException e = assertThrows(DataFormatException.class, () -> open(""));
    assertTrue(e.getMessage().contains(liar + ": expected"), e.getMessage());
  }

  private static byte[] withSize(byte[] png, int width, int height) {
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    return png;
  }

  /** The fingerprint that the first versions gave these pictures, large ones and small ones. */
  @Test
  void runsOfTheFirstVersionsFindTheirPictures() throws IOException {
    save("c10/1.png", PictureFiles.ramp(300, 200));
    save("c10/2.bmp", PictureFiles.ramp(32, 32));
    save("c9/1.png", PictureFiles.ramp(20, 20));
    save("c9/2.png", new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB));
    Files.createDirectories(folder.resolve("c9/deeper"));
    Files.copy(folder.resolve("c9/1.png"), folder.resolve("c9/deeper/3.png"));
    Dataset data = DataSource.open("images:" + folder, DataRules.FIRST);
    assertEquals(List.of("c10", "c9"), data.classNames());
    assertEquals(
        "abdc889c45c52bb0a2f6a2923c6a30192309b89b77710a28f9403d11bc96532d", data.fingerprint());
    assertFalse(open("").fingerprint().equals(data.fingerprint()));
  }
}
