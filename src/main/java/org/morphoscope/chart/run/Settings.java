package org.morphoscope.chart.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A configuration as names and values, whatever it holds: new settings appear by themselves. */
public final class Settings {
  private Settings() {}

  /**
   * {@return every setting by its name, in the order of the configuration}
   *
   * @param configuration with records inside, whose settings carry their names before them
   */
  public static Map<String, String> of(Record configuration) {
    Map<String, String> settings = new LinkedHashMap<>();
    collect("", configuration, settings);
    return settings;
  }

  private static void collect(String prefix, Record record, Map<String, String> to) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(record);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("cannot read the setting " + component.getName(), e);
      }
      String name = prefix + words(component.getName());
      if (value instanceof Record inner) {
        collect(name + ", ", inner, to);
      } else {
        to.put(name, text(value));
      }
    }
  }

  /** For example "learning rate". */
  private static String words(String camelCase) {
    return camelCase.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  private static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Settings::text).orElse("\u2013");
    } else if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? Integer.toString(optional.getAsInt()) : "\u2013";
    } else if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? Long.toString(optional.getAsLong()) : "\u2013";
    } else if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? Double.toString(optional.getAsDouble()) : "\u2013";
    } else if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    } else if (value instanceof Collection<?> all) {
      return all.stream().map(Settings::text).sorted().collect(Collectors.joining(", "));
    } else if (value instanceof Boolean flag) {
      return flag ? "yes" : "no";
    }
    return String.valueOf(value);
  }
}
