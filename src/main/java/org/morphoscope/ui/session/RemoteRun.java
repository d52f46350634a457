package org.morphoscope.ui.session;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.selection.GramRow;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Picture;
import org.morphoscope.service.RunService;

/**
 * A run whose data is on another machine: what is found out there. Calls wait for the network.
 *
 * @param service has the run
 * @param id its name there
 */
public record RemoteRun(RunService service, String id) {
  /**
   * {@return pictures of the run's data, in the order of the places}
   *
   * @param round the round that was scored
   * @param places counted from 0 in the order of the scoring pass
   * @throws IOException in one sentence when there are none
   */
  public List<Picture> pictures(int round, int[] places) throws IOException {
    return service.pictures(id, round, places);
  }

  /**
   * Brings the run's description and the net at the end of a round here.
   *
   * @param round a finished round
   * @throws IOException in one sentence when they cannot be brought
   */
  public void fetch(int round) throws IOException {
    service.fetch(id, Artefact.description());
    service.fetch(id, Artefact.checkpoint(round));
  }

  /**
   * {@return what the joint model of a proposal says of one candidate}
   *
   * @param round of the proposal
   * @param attempt how many proposals of the same round came before it
   * @param candidate index in the proposal's list
   * @throws IOException in one sentence when nobody answers or it is not recorded there
   */
  public GramRow row(int round, int attempt, int candidate) throws IOException {
    return service.row(id, round, attempt, candidate);
  }

  /**
   * {@return the files of a calibration by their names}
   *
   * @param progress told of every step; what it throws ends the calibration
   * @throws IOException in one sentence when the run cannot be calibrated there
   */
  public Map<String, byte[]> calibrate(Consumer<String> progress) throws IOException {
    return service.calibrate(id, progress);
  }
}
