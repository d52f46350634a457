package org.morphoscope.ui.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.morphoscope.data.source.DataGlance;
import org.morphoscope.data.source.DataSource;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.RunService;
import org.morphoscope.service.remote.ServerBook;
import org.morphoscope.ui.calibration.RunCalibrator;
import org.morphoscope.ui.settings.Preferences;

/**
 * Everything the window gets from outside.
 *
 * @param growth makes the service of this machine's engine; called once, in the background, because
 *     it may take seconds
 * @param data recognises folders of images
 * @param replay reads recorded runs
 * @param calibration measures how far the predictions of a run can be trusted
 * @param runsFolder new runs get a folder of their own below it
 * @param firstRun the run that the big button starts, and where the new-run dialog begins
 * @param preferences what is remembered
 * @param samples folders of recorded runs that come with the program; the first is offered
 * @param surroundings the machine around
 * @param servers servers that are known, and the way to others; empty where none is to be used
 */
public record Services(
    Supplier<RunService> growth,
    DataRecogniser data,
    RunReplay replay,
    RunCalibrator calibration,
    Path runsFolder,
    RunConfig firstRun,
    Preferences preferences,
    List<Path> samples,
    HostEnvironment surroundings,
    Optional<ServerBook> servers) {
  /**
   * Copies the list of samples.
   *
   * @param growth makes the engine; called once, in the background, because it may take seconds
   * @param data recognises folders of images
   * @param replay reads recorded runs
   * @param calibration measures how far the predictions of a run can be trusted
   * @param runsFolder new runs get a folder of their own below it
   * @param firstRun the run that the big button starts, and where the new-run dialog begins
   * @param preferences what is remembered
   * @param samples folders of recorded runs that come with the program; the first is offered
   * @param surroundings the machine around
   * @param servers servers that are known, and the way to others; empty where none is to be used
   */
  public Services {
    samples = List.copyOf(samples);
  }

  /**
   * Services that know no servers.
   *
   * @param growth makes the engine; called once, in the background, because it may take seconds
   * @param data recognises folders of images
   * @param replay reads recorded runs
   * @param calibration measures how far the predictions of a run can be trusted
   * @param runsFolder new runs get a folder of their own below it
   * @param firstRun the run that the big button starts, and where the new-run dialog begins
   * @param preferences what is remembered
   * @param samples folders of recorded runs that come with the program; the first is offered
   * @param surroundings the machine around
   */
  public Services(
      Supplier<RunService> growth,
      DataRecogniser data,
      RunReplay replay,
      RunCalibrator calibration,
      Path runsFolder,
      RunConfig firstRun,
      Preferences preferences,
      List<Path> samples,
      HostEnvironment surroundings) {
    this(
        growth,
        data,
        replay,
        calibration,
        runsFolder,
        firstRun,
        preferences,
        samples,
        surroundings,
        Optional.empty());
  }

  /**
   * Services on a machine that tells nothing.
   *
   * @param growth makes the engine; called once, in the background, because it may take seconds
   * @param data recognises folders of images
   * @param replay reads recorded runs
   * @param calibration measures how far the predictions of a run can be trusted
   * @param runsFolder new runs get a folder of their own below it
   * @param firstRun the run that the big button starts, and where the new-run dialog begins
   * @param preferences what is remembered
   * @param samples folders of recorded runs that come with the program; the first is offered
   */
  public Services(
      Supplier<RunService> growth,
      DataRecogniser data,
      RunReplay replay,
      RunCalibrator calibration,
      Path runsFolder,
      RunConfig firstRun,
      Preferences preferences,
      List<Path> samples) {
    this(
        growth,
        data,
        replay,
        calibration,
        runsFolder,
        firstRun,
        preferences,
        samples,
        HostEnvironment.unknown());
  }

  /** Says under which name a folder's images can be used. Called in the background. */
  @FunctionalInterface
  public interface DataRecogniser {
    /**
     * @param folder of images of any kind
     * @return a name for {@link RunConfig#data}, for example {@code cifar10:DIR}
     * @throws IOException in one sentence when the folder holds no images that can be used
     */
    String recognise(Path folder) throws IOException;

    /**
     * {@return what a short look at data shows}
     *
     * @param name as {@link RunConfig#data} has it, or a folder
     * @throws IOException in one sentence when it cannot be used
     */
    default DataGlance glance(String name) throws IOException {
      return DataSource.glance(name);
    }
  }

  /** Reads the events of a recorded run. Called in the background. */
  @FunctionalInterface
  public interface RunReplay {
    /**
     * {@return all events from the first}
     *
     * @param folder of the run
     * @throws IOException in one sentence when the folder holds no run
     */
    List<GrowthEvent> read(Path folder) throws IOException;

    /**
     * {@return the events so far, then those that come}
     *
     * @param folder of the run
     * @throws IOException in one sentence when the folder holds no run
     */
    default Arrivals follow(Path folder) throws IOException {
      Iterator<List<GrowthEvent>> once = List.of(read(folder)).iterator();
      return () -> once.hasNext() ? once.next() : List.of();
    }
  }

  /** The events of a run in pieces. Called by one thread of the background at a time. */
  @FunctionalInterface
  public interface Arrivals {
    /**
     * {@return what has come since the last call, the first time everything; everything again, from
     * the run's beginning on, when the record was cut back meanwhile}
     *
     * @throws IOException in one sentence when the record cannot be read any more
     */
    List<GrowthEvent> next() throws IOException;

    /**
     * {@return the time for which nothing has come, as far as is known} May be asked by any thread.
     */
    default Duration quiet() {
      return ChronoUnit.FOREVER.getDuration();
    }
  }
}
