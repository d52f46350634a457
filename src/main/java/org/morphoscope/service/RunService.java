package org.morphoscope.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.morphoscope.run.RunChange;

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

  Place place();

  /**
   * Where it is, in words: {@code this process}, {@code engine process 4711}, {@code
   * gpu.example.org:7077}. Never waits.
   */
  String whereabouts();

  /** Backend and device in words, for example "oneDNN on CPU, 2 threads". May take seconds. */
  String describeBackend() throws IOException;

  /** What this client may do. */
  Role role();

  /** The runs of the service: those that go on first, then the newest first. */
  List<RunOutline> runs() throws IOException;

  /**
   * Names of data that a run may be started with; empty when any that {@code grow --data} knows may
   * be used, because the service is on this machine.
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
   * Starts a run and attaches to it. The data is opened later: when it cannot be used, the run ends
   * with a {@code RunEnded} of reason {@code FAILED} that says so, and the folder is given back.
   *
   * @throws IOException when there is such a run, the folder cannot be used or nobody is there
   */
  LiveRun start(RunStart start, RunListener listener) throws IOException;

  /**
   * Attaches to a run that goes on or lies on the disk: everything that happened from its first
   * event on, then what happens, in order, none twice. Of a run on the disk the end follows, {@link
   * Connection.State#CLOSED}.
   *
   * @throws IOException when there is no such run or nobody is there
   */
  LiveRun attach(String id, RunListener listener) throws IOException;

  /**
   * Goes on with a recorded run after its last complete round, with other settings where any are
   * given, and attaches to it as {@link GrowthService#resume} does: events begin with a {@code
   * RunStarted}, what happened before is in {@link LiveRun#folder} once it has come.
   *
   * @throws IOException when there is no run that can be read, or it is under way
   */
  LiveRun resume(String id, RunChange change, Ask ask, RunListener listener) throws IOException;

  /**
   * Takes back a round and all after it and goes on after the round before, like {@link #resume}.
   *
   * @param round the round to take back, at least 1
   * @throws IOException when there is no such run or round, or the run is under way
   */
  LiveRun undo(String id, int round, Ask ask, RunListener listener) throws IOException;

  /**
   * Brings a part of a run to {@link LiveRun#folder}, when it is not there.
   *
   * @return the file or folder here
   * @throws IOException when the run has no such part or it did not arrive whole
   */
  Path fetch(String id, Artefact artefact) throws IOException;

  /** Leaves the service. Runs go on where their engine outlives this process. */
  @Override
  void close();
}
