package org.morphoscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of recorded runs stay as they are, whatever is added to the program. */
class SeedsTest {
  @ParameterizedTest
  @CsvSource({
    "WEIGHTS,-3410299163015780912,-8023249792074313455",
    "SPLIT,-1222575455373701017,8232365585862691442",
    "LIMIT,-8894392455923245211,-1424559832388645179",
    "SHUFFLE,-6658743264488664949,-5514763638427045242",
    "AUGMENT,-4408666750014404957,2415343628685691177",
    "SAMPLES,-1667100984341495805,5189328714728958617",
    "THETA,3850340241909318251,7153136377773463673",
    "LABELS,-4320016547362942727,2732153225025905994",
    "EVALUATE,-5176658694234090623,762718662798892810",
    "NEW_NEURONS,2877605068457200842,6182499533316152200",
    "CHOICE,7803098147415378037,1115504682732053812"
  })
  void thePurposesOfRecordedRunsDrawTheNumbersThatTheyDrew(
      Seeds.Purpose purpose, long seed, long indexed) {
    assertEquals(seed, Seeds.of(7, 3, purpose));
    assertEquals(indexed, Seeds.of(7, 3, purpose, 5));
  }

  @ParameterizedTest
  @EnumSource(Seeds.Purpose.class)
  void noNameDrawsThePurposesNumbers(Seeds.Purpose purpose) {
    Set<Long> drawn = new HashSet<>();
    for (String name : new String[] {"tail", "firefly", "splitting", purpose.name()}) {
      drawn.add(Seeds.of(7, 3, name));
    }
    drawn.add(Seeds.of(7, 3, purpose));
    assertEquals(5, drawn.size());
  }

  @Test
  void aNameIsItsLettersAlone() {
    assertEquals(-994931838442262710L, Seeds.of(7, 3, "tail"));
    assertEquals(Seeds.at(Seeds.of(7, 3, "tail"), 5), Seeds.of(7, 3, "tail", 5));
  }

  @Test
  void theShuffleIsTheOneOfRecordedRuns() {
    assertArrayEquals(new int[] {0}, Seeds.permutation(1, 3));
    assertArrayEquals(new int[] {1, 6, 4, 5, 3, 0, 7, 2}, Seeds.permutation(8, 3));
  }
}
