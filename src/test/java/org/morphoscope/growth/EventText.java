package org.morphoscope.growth;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.selection.FactorGram;

/** Events as text, arrays included, so that runs can be compared. */
public final class EventText {
  private EventText() {}

  public static List<String> of(List<GrowthEvent> events) {
    return events.stream().map(EventText::of).toList();
  }

  /** Records component by component, arrays element by element. */
  public static String of(Object value) {
    if (value instanceof Record) {
      StringBuilder text = new StringBuilder(value.getClass().getSimpleName()).append('(');
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        try {
          component.getAccessor().setAccessible(true);
          text.append(component.getName()).append('=');
          text.append(of(component.getAccessor().invoke(value))).append(' ');
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      return text.append(')').toString();
    }
    if (value instanceof Set<?> set) {
      // sets have no order of their own
      return set.stream().map(EventText::of).sorted().toList().toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(EventText::of).toList().toString();
    }
    if (value != null && value.getClass().isArray()) {
      StringBuilder text = new StringBuilder("[");
      for (int i = 0; i < Array.getLength(value); i++) {
        text.append(of(Array.get(value, i))).append(' ');
      }
      return text.append(']').toString();
    }
    if (value instanceof FactorGram gram) {
      float[] row = new float[gram.size()];
      StringBuilder text = new StringBuilder("factor of ").append(gram.samples()).append(" images");
      for (int k = 0; k < gram.factor().rows(); k++) {
        gram.factor().get(k, row);
        text.append(' ').append(of(row));
      }
      return text.toString();
    }
    return String.valueOf(value);
  }

  /** One short word per event, for tests of order. */
  public static String word(GrowthEvent event) {
    if (event instanceof GrowthEvent.PhaseStarted e) {
      return e.phase() + ">";
    }
    if (event instanceof GrowthEvent.PhaseFinished e) {
      return e.phase() + "<";
    }
    if (event instanceof GrowthEvent.RunEnded e) {
      return e.reason().toString();
    }
    return event.getClass().getSimpleName();
  }
}
