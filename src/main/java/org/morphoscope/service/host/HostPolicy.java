package org.morphoscope.service.host;

import java.io.IOException;
import java.util.List;
import org.morphoscope.run.RunConfig;
import org.morphoscope.run.config.DataChoice;
import org.morphoscope.service.RunStudies;

/** What a service lets its clients ask for. */
public interface HostPolicy {

  /** {@return names of data that a run may be started with; empty when any may} */
  List<String> dataSets();

  /**
   * @param data of a configuration
   * @throws IOException in one sentence when the service has no data of the configuration's name
   */
  void require(DataChoice data) throws IOException;

  /** {@return whether clients may name folders of this machine: they are its user himself} */
  boolean namesFolders();

  /**
   * {@return the configuration with the place of its data on this machine}
   *
   * @param config as a run's record has it
   * @throws IOException in one sentence when the service has no data of its name
   */
  RunConfig placed(RunConfig config) throws IOException;

  /** {@return what the service finds out about runs from their data} */
  RunStudies studies();

  /** An owner wants the process to end when its runs have. */
  void end();

  /**
   * {@return a policy that allows everything, for the user's own engine}
   *
   * @param end called when the user wants the engine to end
   */
  static HostPolicy own(Runnable end) {
    return new HostPolicy() {
      @Override
      public List<String> dataSets() {
        return List.of();
      }

      @Override
      public void require(DataChoice data) {}

      @Override
      public boolean namesFolders() {
        return true;
      }

      @Override
      public RunConfig placed(RunConfig config) {
        return config;
      }

      @Override
      public RunStudies studies() {
        return RunStudies.none("The data is on this machine: the window reads it itself.");
      }

      @Override
      public void end() {
        end.run();
      }
    };
  }
}
