package org.morphoscope.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.Recording;
import org.morphoscope.ui.frame.Shortcut;
import org.morphoscope.ui.replay.Player;
import org.morphoscope.ui.run.WindowActions;
import org.morphoscope.ui.search.Command;

class CommandsTest {
  private final Set<String> called = new TreeSet<>();

  private final WindowActions actions =
      (WindowActions)
          Proxy.newProxyInstance(
              WindowActions.class.getClassLoader(),
              new Class<?>[] {WindowActions.class},
              (proxy, method, arguments) -> {
                called.add(method.getName());
                return method.getReturnType() == List.class
                    ? List.of(Path.of("runs", "first"))
                    : null;
              });

  private final Commands commands =
      new Commands(actions, new Player(new Recording()), () -> called.add("live"), () -> 10);

  @Test
  void everythingThatCanBeAskedOfTheWindowIsACommand() {
    commands.all().forEach(command -> command.action().run());
    Set<String> all =
        Arrays.stream(WindowActions.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    // the list itself, what only closes, and lines of menus that need something to be about
    all.removeAll(Set.of("showCommands", "escape", "explain", "renameRecent", "deleteRecent"));
    all.removeAll(called);
    assertEquals(Set.of(), all);
    assertTrue(called.contains("live"));
  }

  @Test
  void everyKeyStandsBesideItsCommandAndNoNameComesTwice() {
    List<Command> all = commands.all();
    assertEquals(all.size(), all.stream().map(Command::name).distinct().count());
    Set<String> keys = all.stream().map(Command::keys).collect(Collectors.toSet());
    Set<Shortcut> unlisted = Set.of(Shortcut.PALETTE, Shortcut.ESCAPE, Shortcut.APPLY_IN_TABLE);
    List<String> missing =
        Stream.of(Shortcut.values())
            .filter(shortcut -> !unlisted.contains(shortcut))
            .map(Shortcut::keys)
            .filter(key -> !keys.contains(key))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void aKeyDoesWhatItsCommandDoes() {
    for (Shortcut shortcut : Shortcut.values()) {
      if (shortcut.group() != Shortcut.Group.REPLAY) {
        called.clear();
        commands.run(shortcut);
        assertEquals(1, called.size(), shortcut.name());
      }
    }
  }
}
