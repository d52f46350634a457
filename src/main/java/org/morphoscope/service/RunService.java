package org.morphoscope.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.morphoscope.run.RunChange;
import org.morphoscope.selection.GramRow;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;

/**
 * Runs by name, wherever their engine computes: in this process ({@link ThreadRunService}), in a
 * process of its own, or on another machine. Calls may wait for a disk, a process or a network:
 * they belong on a background thread. Every failure is one sentence.
 */
public interface RunService extends AutoCloseable {

  /** Where the engines of a service are. */
  enum Place {
    /** A thread of this process. */
    THREAD,
    /** A process of its own on this machine. */
    PROCESS,
    /** Another machine. */
    REMOTE
  }

  /** {@return the sort of place where the engine computes; never waits} */
  Place place();

  /**
   * {@return the place in words: {@code this process}, {@code engine process 4711}, {@code
   * gpu.example.org:7077}} Never waits.
   */
  String whereabouts();

  /**
   * {@return backend and device in words, for example "oneDNN on CPU, 2 threads"} May take seconds.
   *
   * @throws IOException when nobody is there
   */
  String describeBackend() throws IOException;

  /** {@return what this client may do} */
  Role role();

  /**
   * {@return the runs of the service: those that go on first, then the newest first}
   *
   * @throws IOException when nobody is there or the folder of runs cannot be read
   */
  List<RunOutline> runs() throws IOException;

  /**
   * {@return names of data that a run may be started with; empty when any that {@code grow --data}
   * knows may be used, because the service is on this machine}
   *
   * @throws IOException when nobody is there
   */
  List<String> dataSets() throws IOException;

  /**
   * Makes the folder of a run on this machine known under a name.
   *
   * @param folder of a recorded run, or one that a run is to be started in
   * @return the name that the other calls take
   * @throws IOException when the service is on another machine: it knows its own runs only
   */
  String adopt(Path folder) throws IOException;

  /**
   * {@return the run that this client is attached to now} The data is opened later: when it cannot
   * be used, the run ends with a {@code RunEnded} of reason {@code FAILED} that says so, and the
   * folder is given back.
   *
   * @param start what to run, under which name
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException when there is such a run, the folder cannot be used or nobody is there
   */
  LiveRun start(RunStart start, RunListener listener) throws IOException;

  /**
   * {@return the run that this client is attached to now} Of a run on the disk the end follows,
   * {@link Connection.State#CLOSED}.
   *
   * @param id name of the run
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException when there is no such run or nobody is there
   */
  LiveRun attach(String id, RunListener listener) throws IOException;

  /**
   * {@return the run that this client is attached to now}
   *
   * @param id name of the run
   * @param change what is to be otherwise from the next round on
   * @param ask how the run asks about its proposals from now on
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException when there is no run that can be read, or it is under way
   */
  LiveRun resume(String id, RunChange change, Ask ask, RunListener listener) throws IOException;

  /**
   * {@return the run that this client is attached to now}
   *
   * @param id name of the run
   * @param round the round to take back, at least 1
   * @param ask how the run asks about its proposals from now on
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException when there is no such run or round, or the run is under way
   */
  LiveRun undo(String id, int round, Ask ask, RunListener listener) throws IOException;

  /**
   * Brings a part of a run to {@link LiveRun#folder}, when it is not there.
   *
   * @param id name of the run
   * @param artefact which part
   * @return the file or folder here
   * @throws IOException when the run has no such part or it did not arrive whole
   */
  Path fetch(String id, Artefact artefact) throws IOException;

  /**
   * {@return pictures of a run's data, in the order of the places}
   *
   * @param id name of the run
   * @param round the round that was scored
   * @param places counted from 0 in the order of the scoring pass
   * @throws IOException in one sentence when nobody answers, the data is gone, or it is on this
   *     machine, to be read here
   */
  default List<Picture> pictures(String id, int round, int[] places) throws IOException {
    throw new IOException("The data is on this machine: it is read here.");
  }

  /**
   * {@return the files of a calibration of a run by their names}
   *
   * @param id name of the run
   * @param progress told of every step; what it throws ends the calibration
   * @throws IOException in one sentence when nobody answers, the run or its data cannot be read, or
   *     they are on this machine, to be studied here
   */
  default Map<String, byte[]> calibrate(String id, Consumer<String> progress) throws IOException {
    throw new IOException("The run is on this machine: it is calibrated here.");
  }

  /**
   * {@return the set that is chosen of a run's open question, where its joint model is} Asked for a
   * proposal that came without its model.
   *
   * @param id name of the run
   * @param round of the question
   * @param wish what is wanted of the set
   * @throws IOException in one sentence when nobody answers, the question is answered already, or
   *     its joint model is in this process, to be asked here
   */
  default Selector.Selection preview(String id, int round, SetWish wish) throws IOException {
    throw new IOException("The joint model is in this process: the set is chosen here.");
  }

  /**
   * {@return what the joint model of a recorded proposal says of one candidate}
   *
   * @param id name of the run
   * @param round of the proposal
   * @param attempt how many proposals of the same round came before it
   * @param candidate index in the proposal's list
   * @throws IOException in one sentence when nobody answers, or the record is on this machine, to
   *     be read here
   */
  default GramRow row(String id, int round, int attempt, int candidate) throws IOException {
    throw new IOException("The run is on this machine: its record is read here.");
  }

  /** Leaves the service. Runs go on where their engine outlives this process. */
  @Override
  void close();
}
