package org.morphoscope.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.morphoscope.run.RunChange;
import org.morphoscope.text.Texts;

/** Runs on threads of this process. */
public final class ThreadRunService implements RunService {
  private final HostedRuns runs;

  /**
   * @param runs of this process
   */
  public ThreadRunService(HostedRuns runs) {
    this.runs = runs;
  }

  @Override
  public Place place() {
    return Place.THREAD;
  }

  @Override
  public String whereabouts() {
    return "this process";
  }

  @Override
  public String describeBackend() {
    return runs.describeBackend();
  }

  @Override
  public Role role() {
    return Role.OWN;
  }

  @Override
  public List<RunOutline> runs() throws IOException {
    return runs.list();
  }

  @Override
  public List<String> dataSets() {
    return List.of();
  }

  @Override
  public String adopt(Path folder) throws IOException {
    return runs.adopt(folder);
  }

  @Override
  public LiveRun start(RunStart start, RunListener listener) throws IOException {
    return ThreadViewer.begin(follower -> runs.start(start, Optional.of(follower)), listener);
  }

  @Override
  public LiveRun attach(String id, RunListener listener) throws IOException {
    Path folder = runs.folder(id);
    if (runs.hosted(id).isEmpty() && !Files.exists(folder.resolve("run.json"))) {
      throw new IOException(
          Texts.of(
              "run %s: expected a run in %s, found none; take one from the list.", id, folder));
    }
    return ThreadViewer.join(id, folder, runs.hosted(id), listener);
  }

  @Override
  public LiveRun resume(String id, RunChange change, Ask ask, RunListener listener)
      throws IOException {
    return ThreadViewer.begin(
        follower -> runs.resume(id, change, ask, Optional.of(follower)), listener);
  }

  @Override
  public LiveRun undo(String id, int round, Ask ask, RunListener listener) throws IOException {
    return ThreadViewer.begin(
        follower -> runs.undo(id, round, ask, Optional.of(follower)), listener);
  }

  @Override
  public Path fetch(String id, Artefact artefact) throws IOException {
    Path place = runs.folder(id).resolve(artefact.path());
    if (!Files.exists(place)) {
      throw new IOException(
          Texts.of(
              "%s: expected this part of the run, found no such file; choose another.", place));
    }
    return place;
  }

  /** Nothing: the runs go on as long as the process does. */
  @Override
  public void close() {}
}
