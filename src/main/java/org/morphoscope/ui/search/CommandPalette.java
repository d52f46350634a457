package org.morphoscope.ui.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Every command of the window by its name, with its keys; Enter does the chosen one. */
public final class CommandPalette extends PickOverlay<Command> {
  private List<Command> commands = List.of();

  /** Hidden until it is asked for. */
  public CommandPalette() {
    super("commands", "What is to be done? For example veto, export, stage", "Find a command");
  }

  /**
   * Opens with an empty field and every command.
   *
   * @param known in the order to list them
   */
  public void open(List<Command> known) {
    commands = List.copyOf(known);
    open();
  }

  @Override
  List<Command> found(String text) {
    String typed = text.toLowerCase(Locale.ROOT).strip();
    List<String> words = Arrays.asList(typed.split("\\s+"));
    return commands.stream()
        .filter(
            command ->
                command.keys().toLowerCase(Locale.ROOT).equals(typed)
                    || words.stream().allMatch(command.name().toLowerCase(Locale.ROOT)::contains))
        .sorted(Comparator.comparingInt(command -> rank(command, typed)))
        .toList();
  }

  /** Whose key was typed comes first, then whose name begins so. */
  private static int rank(Command command, String typed) {
    if (command.keys().toLowerCase(Locale.ROOT).equals(typed)) {
      return 0;
    }
    return command.name().toLowerCase(Locale.ROOT).startsWith(typed) ? 1 : 2;
  }

  @Override
  boolean detailsAtRight() {
    return true;
  }

  @Override
  String title(Command command) {
    return command.name();
  }

  @Override
  String detail(Command command) {
    return command.keys();
  }

  @Override
  void chosen(Command command) {
    command.action().run();
  }

  @Override
  String note(List<Command> hits) {
    return hits.isEmpty()
        ? "No command of that name."
        : "Enter does it, \u2191 \u2193 choose, Escape closes";
  }
}
