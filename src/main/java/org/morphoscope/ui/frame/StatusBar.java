package org.morphoscope.ui.frame;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.morphoscope.ui.kit.Formats;

/** Data, device and memory. */
public final class StatusBar extends HBox {
  private static final double NOTES_WIDTH = 640;
  private static final int MOST_LINES = 24;
  private static final double MEGA = 1024.0 * 1024.0;

  private final Label data = new Label("no data");
  private final Hyperlink notes = new Hyperlink();
  private final Label details = new Label();
  private final ContextMenu open = new ContextMenu(new CustomMenuItem(details, false));
  private final Label backend = new Label("loading engine\u2026");
  private final Label memory = new Label();
  private final Label engine = new Label();

  /** Nothing is known yet. */
  public StatusBar() {
    super(20);
    setId("status-bar");
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    data.setId("status-data");
    backend.setId("status-backend");
    backend.setTooltip(new Tooltip("Kernels and device that compute"));
    memory.setId("status-memory");
    memory.setTooltip(new Tooltip("Memory of the Java heap in use, of what it may take"));
    memory.setMinWidth(USE_PREF_SIZE);
    engine.setId("status-engine");
    engine.setMinWidth(USE_PREF_SIZE);
    setEngine("", "");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    notes.setId("status-notes");
    notes.setMinWidth(USE_PREF_SIZE);
    notes.setTooltip(new Tooltip("What is worth knowing about the data of this run"));
    notes.setOnAction(
        e -> {
          notes.setVisited(false);
          open.show(notes, Side.TOP, 0, 0);
        });
    details.setId("status-notes-text");
    details.setWrapText(true);
    details.setMaxWidth(NOTES_WIDTH);
    setNotes(List.of());
    getChildren().addAll(data, notes, space, engine, backend, memory);
    showMemory(Runtime.getRuntime());
  }

  /**
   * Shows what the run reads.
   *
   * @param text images and classes in words
   */
  public void setData(String text) {
    data.setText(text);
  }

  /**
   * Offers what is worth knowing about the data; a click shows it.
   *
   * @param lines a note each, and indented lines of what it counts; empty: nothing is offered
   */
  public void setNotes(List<String> lines) {
    long count = lines.stream().filter(line -> !line.startsWith(" ")).count();
    notes.setText(Formats.plural((int) count, "note") + " on the data");
    notes.setVisible(count > 0);
    notes.setManaged(count > 0);
    List<String> first = lines.subList(0, Math.min(MOST_LINES, lines.size()));
    String rest = lines.size() > MOST_LINES ? "\n\u2026 'morphoscope data show' lists all" : "";
    details.setText(String.join("\n", first) + rest);
  }

  /**
   * Shows what computes.
   *
   * @param text the device in words
   */
  public void setBackend(String text) {
    backend.setText(text);
  }

  /**
   * Where the engine of the run on show is, and how it is.
   *
   * @param text empty for a thread of this program
   * @param explanation shown when it is pointed at
   */
  public void setEngine(String text, String explanation) {
    engine.setText(text);
    engine.setTooltip(explanation.isEmpty() ? null : new Tooltip(explanation));
    engine.setVisible(!text.isEmpty());
    engine.setManaged(!text.isEmpty());
  }

  /**
   * Shows the memory in use and the most that Java may take, in MB.
   *
   * @param runtime of this process
   */
  public void showMemory(Runtime runtime) {
    long used = Math.round((runtime.totalMemory() - runtime.freeMemory()) / MEGA);
    memory.setText(
        "memory "
            + Formats.count(used)
            + " of "
            + Formats.count(Math.round(runtime.maxMemory() / MEGA))
            + " MB");
  }
}
