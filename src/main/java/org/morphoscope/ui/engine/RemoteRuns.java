package org.morphoscope.ui.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.stage.Stage;
import org.morphoscope.service.RunService;
import org.morphoscope.service.remote.ServerBook;
import org.morphoscope.service.remote.ServerWish;
import org.morphoscope.ui.frame.Banner;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Sentences;
import org.morphoscope.ui.session.Engines;

/** Servers and their runs: connected to, listed, opened, started. Used on the JavaFX thread. */
public final class RemoteRuns {
  private final Stage stage;
  private final Fx background;
  private final Optional<ServerBook> book;
  private final Engines engines;
  private final Banner banner;
  private final BiConsumer<RunService, String> open;
  private final BiConsumer<RunService, List<String>> start;
  private Optional<ConnectDialog> dialog = Optional.empty();

  /**
   * Asks nothing of any server yet.
   *
   * @param stage window above which dialogs stand
   * @param background where disk and network are waited for
   * @param book servers that are known; empty where none is to be used
   * @param engines leaves servers when the window is closed
   * @param banner told what cannot be done
   * @param open shows a run of a server
   * @param start offers a new run on a server, with the names of its data
   */
  public RemoteRuns(
      Stage stage,
      Fx background,
      Optional<ServerBook> book,
      Engines engines,
      Banner banner,
      BiConsumer<RunService, String> open,
      BiConsumer<RunService, List<String>> start) {
    this.stage = stage;
    this.background = background;
    this.book = book;
    this.engines = engines;
    this.banner = banner;
    this.open = open;
    this.start = start;
  }

  /** Asks for a server, then shows its runs. */
  public void connect() {
    if (book.isEmpty()) {
      banner.info("This window was started without a place to remember servers in.");
    } else if (dialog.filter(ConnectDialog::isShowing).isEmpty()) {
      dialog = Optional.of(new ConnectDialog(stage, background, book.get(), this::list));
      dialog.get().show();
    }
  }

  /**
   * Shows the runs of a server; one that is not trusted yet, or has no token that counts, is asked
   * about.
   *
   * @param wish the server and how it is known
   */
  public void connect(ServerWish wish) {
    if (book.isEmpty()) {
      connect();
      return;
    }
    background.<RunService>call(
        () -> book.get().connect(wish.address(), Optional.empty(), wish.token(), false),
        this::list,
        error -> {
          connect();
          dialog.ifPresent(asking -> asking.begin(wish, Sentences.of(error)));
        });
  }

  private void list(RunService server) {
    engines.use(server);
    new ServerRunsDialog(stage, background, server, open, start).show();
  }
}
