package org.morphoscope.ui.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.morphoscope.history.RoundRecord;
import org.morphoscope.history.RunHistory;
import org.morphoscope.history.RunModel;
import org.morphoscope.net.MorphKind;
import org.morphoscope.net.UnitId;
import org.morphoscope.run.AppliedMorphism;

class FilmTest {
  private static final Path SAMPLE = Path.of("samples", "generated-tiny");

  @Test
  void theActsFollowEachOtherWithoutGapsAndEachRunsFromNothingToAll() {
    double begin = 0;
    for (Act act : Act.values()) {
      double middle = 0.5 * (begin + act.end());
      assertEquals(act, Act.at(middle));
      assertEquals(0, act.progress(begin), 1e-12, act + " at its beginning");
      assertEquals(0.5, act.progress(middle), 1e-12, act + " in its middle");
      assertEquals(1, act.progress(act.end()), 1e-12, act + " at its end");
      begin = act.end();
    }
    assertEquals(begin, Act.total(), 1e-12);
    assertEquals(Act.TRAINING, Act.at(Act.total()));
  }

  @Test
  void aRoundHasAFilmForEveryChangeWithTheLossesOfItsSet() throws Exception {
    RunModel run = RunHistory.open(SAMPLE).model();
    RoundRecord record = run.round(1).orElseThrow();
    List<Film> films = Film.of(record, run.round(0).flatMap(RoundRecord::summary));
    assertEquals(record.applied().orElseThrow().morphisms().size(), films.size());
    FilmLosses losses = films.get(0).losses();
    assertEquals(run.round(0).orElseThrow().summary().orElseThrow().trainLoss(), losses.base());
    assertEquals(losses.base() + record.measured().get(0).measuredDelta(), losses.found(), 1e-12);
    assertEquals(record.summary().orElseThrow().trainLoss(), losses.trained());
    assertEquals(List.of(), Film.of(run.round(0).orElseThrow(), Optional.empty()));
  }

  @Test
  void theChildrenOfASignedSplitAreToldByTheirOwnNumbers() {
    AppliedMorphism plain =
        new AppliedMorphism(MorphKind.SPLIT, new UnitId(0, 3), 3, List.of(4, 5));
    FilmLosses losses = new FilmLosses(1.5, -0.0412, -0.0385, 1.25);
    Film signed = new Film(plain.with(filter(true)), "conv1", 4, losses, false);
    assertTrue(FilmWords.of(signed, Act.CHANGE).contains("w + 2\u03b8"));
    assertTrue(FilmWords.of(signed, Act.READERS).contains("minus the weight"));
    Film other = new Film(plain.with(filter(false)), "conv1", 4, losses, false);
    assertTrue(FilmWords.of(other, Act.CHANGE).contains("w \u2212 \u03b8"));
  }

  private static AppliedMorphism.Filter filter(boolean signed) {
    return new AppliedMorphism.Filter(
        1, 1, List.of(0), List.of(0.5), List.of(0.25), List.of(2.0), signed);
  }

  @ParameterizedTest
  @EnumSource(MorphKind.class)
  void everyActHasASentenceAndThePromiseItsNumbers(MorphKind kind) {
    AppliedMorphism morphism = new AppliedMorphism(kind, new UnitId(0, 3), 3, List.of());
    Film film = new Film(morphism, "conv1", 4, new FilmLosses(1.5, -0.0412, -0.0385, 1.25), false);
    for (Act act : Act.values()) {
      assertTrue(FilmWords.of(film, act).matches("(?s).*[.]"), act.name());
    }
    String promise = FilmWords.of(film, Act.PROMISE);
    assertTrue(promise.contains("4 changes") && promise.contains("0.0412"), promise);
    assertTrue(promise.contains("0.0385"), promise);
    assertTrue(FilmWords.of(film, Act.TRAINING).contains("1.25"));
    Film unknown =
        new Film(morphism, "conv1", 1, new FilmLosses(Double.NaN, -0.1, Double.NaN, 1), true);
    assertTrue(FilmWords.of(unknown, Act.PROMISE).contains("not measured yet"));
    assertTrue(FilmWords.of(unknown, Act.TRAINING).contains("taken back"));
    long said = Arrays.stream(Act.values()).map(act -> FilmWords.of(film, act)).distinct().count();
    assertEquals(Act.values().length, said);
  }
}
