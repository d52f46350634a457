package org.morphoscope.ui.engine;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.morphoscope.run.Asking;
import org.morphoscope.service.RunService;
import org.morphoscope.ui.session.RunSession;

/** The closing of the window, which asks what becomes of a run that can go on without it. */
public final class Closing {
  private final Stage stage;
  private final RunSession session;
  private final Consumer<Boolean> close;
  private Optional<CloseQuestion> question = Optional.empty();

  /**
   * @param stage is asked about when it is to be closed
   * @param session has the run that may go on
   * @param close closes the window; told whether the run goes on
   */
  public Closing(Stage stage, RunSession session, Consumer<Boolean> close) {
    this.stage = stage;
    this.session = session;
    this.close = close;
  }

  /**
   * The person wants to close the window.
   *
   * @param request is consumed: the window closes when the answer is there
   */
  public void asked(WindowEvent request) {
    request.consume();
    boolean waits = session.isRunning() && session.asking().pending().isPresent();
    if (!session.outlives() && !waits) {
      close.accept(false);
    } else if (question.filter(CloseQuestion::isShowing).isEmpty()) {
      question = Optional.of(new CloseQuestion(stage, words(waits), session.outlives(), close));
      question.get().show();
    }
  }

  /** What becomes of the run, whether it can go on alone or not. */
  private String words(boolean waits) {
    String decision =
        waits
            ? "A decision waits for you; the same question comes again, with the same scores. "
            : "";
    String resumed =
        "A run that is stopped keeps its complete rounds and can be resumed: open it and choose \"Go"
            + " on with this run\", or morphoscope resume.";
    if (!session.outlives()) {
      return decision + resumed;
    }
    String where = session.service().map(RunService::whereabouts).orElse("");
    boolean asks = session.asking().mode() != Asking.Mode.AUTOMATIC;
    return decision
        + "The run can go on without this window ("
        + where
        + "); the next start offers to come back to it."
        + (asks ? " Its questions wait for you. " : " ")
        + resumed;
  }
}
