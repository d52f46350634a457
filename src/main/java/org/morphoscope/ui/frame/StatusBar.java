package org.morphoscope.ui.frame;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.morphoscope.ui.kit.Formats;

/** Data, device and memory. */
public final class StatusBar extends HBox {
  private static final double MEGA = 1024.0 * 1024.0;

  private final Label data = new Label("no data");
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
    getChildren().addAll(data, space, engine, backend, memory);
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
