package org.morphoscope.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.morphoscope.data.DataFormatException;
import org.morphoscope.data.Dataset;
import org.morphoscope.data.ImageSet;
import org.morphoscope.data.source.DataSource;

class TableReaderTest {
  @TempDir Path folder;

  private String csv(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return "csv:" + file;
  }

  private static float[] row(ImageSet set, int i) {
    float[] row = new float[set.channels()];
    for (int c = 0; c < row.length; c++) {
      row[c] = set.table().orElseThrow().value(i, c);
    }
    return row;
  }

  @Test
  void aTableOfEveryFormOfCellIsReadToTheLastDigit() throws IOException {
    String name =
        csv(
            "a.csv",
            "\uFEFF\"a, b\",\"say \"\"x\"\"\",class\r\n"
                + "1.5,-2e-3, class 10\r\n\r\n"
                + "\"+.25\",4.,\"class\n2\"\r\n"
                + "3,5,class 1\n");
    Dataset data = DataSource.open(name + "?label=class");
    assertEquals(List.of("class\n2", "class 1", "class 10"), data.classNames());
    assertEquals(List.of("a, b", "say \"x\""), data.train().table().orElseThrow().columns());
    assertArrayEquals(new float[] {1.5f, -2e-3f}, row(data.train(), 0));
    assertArrayEquals(new float[] {.25f, 4f}, row(data.train(), 1));
    assertEquals(2, data.train().label(0));
    assertEquals(0, data.train().label(1));
  }

  @Test
  void textOfFewValuesBecomesColumnsAndIsTold() throws IOException {
    String name = csv("a.csv", "colour\tsize\tclass\nred\t1\tx\nblue\t1\ty\nred\t1\ty\n");
    Dataset data = DataSource.open(name + "?label=class");
    assertEquals(
        List.of("colour=blue", "colour=red", "size"), data.train().table().orElseThrow().columns());
    assertArrayEquals(new float[] {0, 1, 1}, row(data.train(), 0));
    assertArrayEquals(new float[] {1, 0, 1}, row(data.train(), 1));
    String told = String.join("\n", data.notes().lines());
    assertTrue(told.contains("delimited by tabs"), told);
    assertTrue(told.contains("'colour' holds text and became 2 columns"), told);
    assertTrue(told.contains("1 column holds one value only") && told.contains("size"), told);
  }

  @Test
  void classesMayBeCalledWhatOtherToolsCallNothing() throws IOException {
    String name = csv("a.csv", "x,\u00e9t\u00e9\n1,+\n2,-\n3,none\n4,NA\n");
    Dataset data = DataSource.open(name + "?label=%C3%A9t%C3%A9");
    assertEquals(Set.of("+", "-", "none", "NA"), Set.copyOf(data.classNames()));
  }

  @Test
  void partsComeFromAColumnOrFromAFileBeside() throws IOException {
    String rows = "id;x;part;y\n1;1;train;a\n2;2;val;b\n3;3;test;a\n4;4;train;b\n";
    Dataset data = DataSource.open(csv("a.csv", rows) + "?label=y&part=part&drop=id");
    assertEquals(2, data.train().size());
    assertEquals(1, data.train().label(1));
    assertEquals(1, data.validation().orElseThrow().label(0));
    assertEquals(1, data.test().orElseThrow().size());

    csv("b.test.csv", "y,x\nb,7\n");
    Dataset beside = DataSource.open(csv("b.csv", "x,y\n1,a\n2,b\n") + "?label=y");
    ImageSet test = beside.test().orElseThrow();
    assertArrayEquals(new float[] {7}, row(test, 0));
    assertEquals(1, test.label(0));
  }

  @Test
  void rowsForANetComeInTheOrderOfItsColumns() throws IOException {
    csv("new.csv", "more,size,colour\nq,2,red\n\nq,3,blue\n");
    TableReader.LooseRows rows =
        TableReader.rows(folder.resolve("new.csv"), List.of("colour=blue", "colour=red", "size"));
    assertArrayEquals(new float[] {0, 1, 2}, row(rows.images(), 0));
    assertArrayEquals(new int[] {2, 4}, rows.lines());
    csv("other.csv", "size,colour\n2,green\n");
    String told =
        assertThrows(
                DataFormatException.class,
                () ->
                    TableReader.rows(
                        folder.resolve("other.csv"), List.of("colour=blue", "colour=red", "size")))
            .getMessage();
    assertTrue(told.contains("line 2, column 2 (colour)") && told.contains("'green'"), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x,y/1,a/,b|line 3, column 1 (x)|an empty cell",
        "x,y/1,a/NaN,b|line 3, column 1 (x)|'NaN', which is none",
        "x,y/1,a/2,|line 3, column 2 (y)|an empty cell",
        "x,y/1,a/red,b|line 3, column 1 (x)|a number with a point as in line 2",
        "x;y/1;a/1,5;b|line 3, column 1 (x)|'1,5'",
        "x,y/red,a/2,b|line 3, column 1 (x)|text as in line 2",
        "x,y/1,a/1e39,b|line 3, column 1 (x)|at most 3.4e38",
        "x,y/1,a/2|line 3|2 cells as in the header",
        "x,y/1,a/'2,b|line 3|a closing quote",
        "x,y/1,a/2'3,b|line 3|a quote within a cell",
        "x,y/1,a/'2'3,b|line 3|behind a closing quote",
        "x,x,y/1,2,a|line 1, column 2|'x' again",
        "x,,y/1,2,a|line 1, column 2|no name",
        "1,2/3,4|line 1|a header with the names",
        "x,z/1,a|line 1|one of the columns x, z after label=",
        "x,y/1,a/2,a|column 2 (y)|from 2 to 1000 classes",
        "y/a/b|t.csv|from 1 to 4096 columns",
        "x,y|t.csv|from 1 to"
      })
  void whatCannotBeUsedIsNamedWithItsPlace(String text, String place, String what)
      throws IOException {
    String name = csv("t.csv", text.replace('/', '\n').replace('\'', '"')) + "?label=y";
    String told = assertThrows(DataFormatException.class, () -> DataSource.open(name)).getMessage();
    assertTrue(told.contains("t.csv") && told.contains(place), told);
    assertTrue(told.contains(what), told);
    assertTrue(told.contains("expected") && told.contains("found") && told.contains("; "), told);
  }

  @Test
  void bytesThatAreNoTextAreNamed() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "x,y\n1,\u00e4\n2,b\n".getBytes(StandardCharsets.ISO_8859_1));
    String told =
        assertThrows(DataFormatException.class, () -> DataSource.open("csv:" + file + "?label=y"))
            .getMessage();
    assertTrue(told.contains("UTF-8"), told);
  }

  @Test
  void namesOfColumnsMayHoldWhatDividesTheOptions() throws IOException {
    String name = csv("a.csv", "\"a&b\",\"c,d\",y\n1,2,p\n3,4,q\n");
    Dataset data = DataSource.open(name + "?label=y&drop=a%26b");
    assertEquals(List.of("c,d"), data.train().table().orElseThrow().columns());
    assertThrows(DataFormatException.class, () -> DataSource.requireForm(name));
    assertTrue(DataSource.isTable(name + "?label=y"));
  }

  @Test
  void theGeneratedTableBeginsTheSameAtEverySize() throws IOException {
    Dataset few = DataSource.open("generated-table:30");
    Dataset more = DataSource.open("generated-table:60");
    assertEquals(GeneratedTable.DEFAULT_TEST, few.test().orElseThrow().size());
    assertArrayEquals(row(few.train(), 29), row(more.train(), 29));
    assertEquals(3, few.classes());
    assertEquals(
        "", few.notes().lines().stream().reduce("", String::concat), "nothing is worth telling");
  }
}
