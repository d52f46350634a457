package org.morphoscope.service.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.run.RunChange;
import org.morphoscope.selection.GramRow;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Picture;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.wire.CallCodec;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages.LeadWish;
import org.morphoscope.service.wire.PreviewCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs of an engine at the other end of links: what every such service does alike. */
public final class LinkedRuns {
  private static final Logger LOG = LoggerFactory.getLogger(LinkedRuns.class);

  private final Connector connector;
  private final ClientProfile client;
  private final LongSupplier clock;
  private final Caller caller;
  private final KeptCaller quick;
  private final Set<ViewerClient> viewers = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * @param connector the way to the engine
   * @param client what this client is to the service
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public LinkedRuns(Connector connector, ClientProfile client, LongSupplier clock) {
    this.connector = connector;
    this.client = client;
    this.clock = clock;
    this.caller = new Caller(connector);
    this.quick = new KeptCaller(connector);
  }

  /** Where a client has a run. */
  public sealed interface RunPlace {
    /**
     * The run's own folder is on this machine.
     *
     * @param folder of the run
     */
    record Here(Path folder) implements RunPlace {}

    /**
     * What comes is kept in a folder.
     *
     * @param folder of the run
     */
    record Kept(Path folder) implements RunPlace {}
  }

  /**
   * {@return backend and device in words}
   *
   * @throws IOException in one sentence when nobody answers
   */
  public String backend() throws IOException {
    return caller.call("backend").text("backend");
  }

  /**
   * {@return the runs of the engine: those that go on first}
   *
   * @throws IOException in one sentence when nobody answers
   */
  public List<RunOutline> runs() throws IOException {
    return CallCodec.runs(caller.call("runs"));
  }

  /**
   * {@return names of data that a run may be started with; empty when any may}
   *
   * @throws IOException in one sentence when nobody answers
   */
  public List<String> dataSets() throws IOException {
    return caller.call("data").texts("data");
  }

  /**
   * {@return the name that the folder has from now on}
   *
   * @param folder of the run
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public String adopt(Path folder) throws IOException {
    return caller.call(CallCodec.call("adopt").put("folder", folder.toString())).text("id");
  }

  /**
   * {@return the folder of a run on the other side, which is on this machine}
   *
   * @param id name of the run
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public Path folder(String id) throws IOException {
    return Path.of(caller.call(CallCodec.call("where").put("id", id)).text("folder"));
  }

  /**
   * {@return what this client may do there}
   *
   * @throws IOException in one sentence when nobody answers
   */
  public Role role() throws IOException {
    try {
      return MessageJson.constant(Role.class, caller.call("here"), "role");
    } catch (MalformedException e) {
      throw new FrameException("a result: " + e.getMessage() + ".");
    }
  }

  /**
   * {@return the number of the process at the other side}
   *
   * @throws IOException in one sentence when nobody answers
   */
  public long process() throws IOException {
    return caller.call("here").integer64("pid");
  }

  /**
   * {@return the run, which is followed from now on}
   *
   * @param start what to run, under which name
   * @param seed folder of the other side's machine that has the weights of {@link RunStart#seed}
   * @param place where what comes is kept
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public LiveRun start(RunStart start, Optional<Path> seed, RunPlace place, RunListener listener)
      throws IOException {
    NewerSettings.require(start.config(), () -> caller.call("here"));
    ObjectNode call = CallCodec.start(start);
    seed.ifPresent(folder -> call.put("seedFolder", folder.toString()));
    return follow(caller.call(call), place, listener);
  }

  /**
   * {@return the run, which goes on after its last complete round and is followed from now on}
   *
   * @param id name of the run
   * @param change what is to be otherwise from the next round on
   * @param ask how the run asks about its proposals from now on
   * @param place where what comes is kept
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public LiveRun resume(String id, RunChange change, Ask ask, RunPlace place, RunListener listener)
      throws IOException {
    ObjectNode call = CallCodec.put(CallCodec.call("resume").put("id", id), ask);
    return follow(caller.call(CallCodec.put(call, change)), place, listener);
  }

  /**
   * {@return the run, which goes on after the round before and is followed from now on}
   *
   * @param id name of the run
   * @param round the round to take back, at least 1
   * @param ask how the run asks about its proposals from now on
   * @param place where what comes is kept
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public LiveRun undo(String id, int round, Ask ask, RunPlace place, RunListener listener)
      throws IOException {
    ObjectNode call = CallCodec.put(CallCodec.call("undo").put("id", id), ask);
    return follow(caller.call(call.put("round", round)), place, listener);
  }

  /**
   * {@return the run, which is followed from now on, and begins with weights that are sent}
   *
   * @param start what to run, under which name
   * @param seed folder of this machine that has the weights of {@link RunStart#seed}
   * @param place where what comes is kept
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public LiveRun startSending(RunStart start, Path seed, RunPlace place, RunListener listener)
      throws IOException {
    NewerSettings.require(start.config(), () -> caller.call("here"));
    ObjectNode call = CallCodec.start(start).put("seedFiles", true);
    return follow(caller.send(call, seed.resolve("seed")), place, listener);
  }

  /**
   * {@return pictures of a run's data, in the order of the places}
   *
   * @param id name of the run
   * @param round the round that was scored
   * @param places counted from 0 in the order of the scoring pass
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public List<Picture> pictures(String id, int round, int[] places) throws IOException {
    return caller.pictures(id, round, places);
  }

  /**
   * {@return the files of a calibration by their names}
   *
   * @param id name of the run
   * @param progress told of every step; what it throws ends the calibration
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public Map<String, byte[]> calibrate(String id, Consumer<String> progress) throws IOException {
    return caller.calibrate(id, progress);
  }

  /**
   * {@return the set that is chosen of a run's open question where its joint model is}
   *
   * @param id name of the run
   * @param round of the question
   * @param wish what is wanted of the set
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public Selector.Selection preview(String id, int round, SetWish wish) throws IOException {
    try {
      return PreviewCodec.decode(quick.call(PreviewCodec.call(id, round, wish)));
    } catch (MalformedException e) {
      throw new FrameException("a set: " + e.getMessage() + ".");
    }
  }

  /**
   * {@return what the joint model of a proposal says of one candidate}
   *
   * @param id name of the run
   * @param round of the proposal
   * @param attempt how many proposals of the same round came before it
   * @param candidate index in the proposal's list
   * @throws IOException in one sentence when nobody answers or the answer is no
   */
  public GramRow row(String id, int round, int attempt, int candidate) throws IOException {
    try {
      // a matrix may have to be read for it: previews do not wait for that
      return PreviewCodec.decodeRow(caller.call(PreviewCodec.row(id, round, attempt, candidate)));
    } catch (IllegalArgumentException e) {
      throw new FrameException("a row: " + e.getMessage() + ".");
    }
  }

  private LiveRun follow(Fields begun, RunPlace place, RunListener listener) throws IOException {
    long from = begun.integer64("from");
    ViewerWish wish = ViewerWish.of(client, begun.text("id"), LeadWish.TAKE, from);
    Mirror mirror = mirror(place, wish.run(), begun.text("epoch"), from);
    return follow(wish, mirror, listener);
  }

  private synchronized LiveRun follow(ViewerWish wish, Mirror mirror, RunListener listener) {
    viewers.removeIf(ViewerClient::isDone);
    ViewerClient viewer = new ViewerClient(connector, wish, mirror, listener, clock);
    viewers.add(viewer);
    return viewer.start();
  }

  /**
   * Leaves all runs, when what was wanted of them has arrived, at the latest after a while.
   *
   * @param millis longest time to wait
   */
  public void leave(long millis) {
    List<ViewerClient> all;
    synchronized (this) {
      all = List.copyOf(viewers);
    }
    all.forEach(viewer -> viewer.leave(millis));
    quick.close();
  }

  /**
   * {@return the run, which is followed from its first event on}
   *
   * @param id name of the run
   * @param lead whether to take the lead from whoever has it
   * @param place where what comes is kept
   * @param listener told from the run's first event on, on one thread at a time
   * @throws IOException in one sentence when nobody answers or there is no such run
   */
  public LiveRun attach(String id, boolean lead, RunPlace place, RunListener listener)
      throws IOException {
    LeadWish wanted = lead ? LeadWish.TAKE : LeadWish.IF_FREE;
    ViewerWish wish = ViewerWish.of(client, id, wanted, 0);
    return follow(wish, mirror(place, id, "", 0), listener);
  }

  private Mirror mirror(RunPlace place, String id, String epoch, long lines) throws IOException {
    if (place instanceof RunPlace.Here here) {
      return new CountingMirror(here.folder(), epoch, lines);
    }
    Path folder = ((RunPlace.Kept) place).folder();
    Optional<FolderMirror> kept =
        FolderMirror.open(folder, () -> caller.fetch(id, Artefact.description(), folder));
    if (kept.isPresent()) {
      return kept.get();
    }
    LOG.info("{} is kept by another process; run {} is shown all the same", folder, id);
    return new CountingMirror(folder, "", 0);
  }

  /**
   * {@return the file or folder here}
   *
   * @param id name of the run
   * @param artefact which part
   * @param folder of the run
   * @throws IOException in one sentence when it did not arrive whole
   */
  public Path fetch(String id, Artefact artefact, Path folder) throws IOException {
    return caller.fetch(id, artefact, folder);
  }
}
