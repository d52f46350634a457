package org.morphoscope.study.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.morphoscope.text.Texts;

/**
 * Which output of a net stands for which class of a data set: the one of the same name.
 *
 * @param names of the outputs, in their order
 * @param outputs per label of the data
 * @param notices what a person should know, each a sentence
 */
public record ClassOrder(List<String> names, List<Integer> outputs, List<String> notices) {
  private static final int MOST_SHOWN = 5;

  /**
   * Copies the lists.
   *
   * @param names of the outputs, in their order
   * @param outputs per label of the data
   * @param notices what a person should know, each a sentence
   */
  public ClassOrder {
    names = List.copyOf(names);
    outputs = List.copyOf(outputs);
    notices = List.copyOf(notices);
  }

  /**
   * {@return the outputs by label of the data}
   *
   * @param net names of the outputs; empty where nobody knows them, so that the order of the data
   *     is taken
   * @param count outputs of the net
   * @param data names of the data's classes, in label order
   * @throws IllegalArgumentException in one sentence when the data has a class that the net does
   *     not know
   */
  public static ClassOrder of(List<String> net, int count, List<String> data) {
    if (net.isEmpty()) {
      return inOrder(count, data);
    }
    List<String> unknown = data.stream().filter(name -> !net.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected classes of the net (%s), found others (%s); choose data with the net's"
                  + " classes",
              shown(net), shown(unknown)));
    }
    if (new HashSet<>(net).size() < net.size()) {
      throw new IllegalArgumentException(
          Texts.of("expected every class of the net once, found (%s)", shown(net)));
    }
    List<String> notices = new ArrayList<>();
    List<String> missing = net.stream().filter(name -> !data.contains(name)).toList();
    if (!missing.isEmpty()) {
      notices.add(
          Texts.of(
              "The data has %d of the net's %d classes; it lacks %s.",
              data.size(), net.size(), shown(missing)));
    }
    List<Integer> outputs = data.stream().map(net::indexOf).toList();
    if (missing.isEmpty() && !data.equals(net)) {
      notices.add("The data lists its classes in another order than the net; names decide.");
    }
    return new ClassOrder(net, outputs, notices);
  }

  private static ClassOrder inOrder(int count, List<String> data) {
    if (data.size() != count) {
      throw new IllegalArgumentException(
          Texts.of(
              "expected data of %d classes, as many as the net has outputs without names, found"
                  + " %d",
              count, data.size()));
    }
    return new ClassOrder(
        data,
        IntStream.range(0, count).boxed().toList(),
        List.of("The net does not name its classes: they are taken in the order of the data."));
  }

  private static String shown(List<String> names) {
    String few = String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())));
    return names.size() > MOST_SHOWN ? few + ", ..." : few;
  }
}
