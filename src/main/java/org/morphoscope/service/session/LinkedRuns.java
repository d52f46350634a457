package org.morphoscope.service.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.run.RunChange;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.session.Messages.LeadWish;

/** Runs of an engine at the other end of links: what every such service does alike. */
public final class LinkedRuns {
  private final Connector connector;
  private final ClientProfile client;
  private final LongSupplier clock;
  private final Caller caller;
  private final Set<ViewerClient> viewers = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * @param clock nanoseconds, as {@code System::nanoTime}
   */
  public LinkedRuns(Connector connector, ClientProfile client, LongSupplier clock) {
    this.connector = connector;
    this.client = client;
    this.clock = clock;
    this.caller = new Caller(connector);
  }

  /** Where a client has a run. */
  public sealed interface RunPlace {
    /** The run's own folder is on this machine. */
    record Here(Path folder) implements RunPlace {}

    /** What comes is kept in a folder. */
    record Kept(Path folder) implements RunPlace {}
  }

  public String backend() throws IOException {
    return caller.call("backend").text("backend");
  }

  public List<RunOutline> runs() throws IOException {
    return CallCodec.runs(caller.call("runs"));
  }

  public List<String> dataSets() throws IOException {
    return caller.call("data").texts("data");
  }

  /** Makes a folder known to the other side. */
  public String adopt(Path folder) throws IOException {
    return caller.call(CallCodec.call("adopt").put("folder", folder.toString())).text("id");
  }

  /** The folder of a run on the other side, which is on this machine. */
  public Path folder(String id) throws IOException {
    return Path.of(caller.call(CallCodec.call("where").put("id", id)).text("folder"));
  }

  /** What this client may do there. */
  public Role role() throws IOException {
    try {
      return Messages.constant(Role.class, caller.call("here"), "role");
    } catch (MalformedException e) {
      throw new FrameException("a result: " + e.getMessage() + ".");
    }
  }

  /** The process at the other side. */
  public long process() throws IOException {
    return caller.call("here").integer64("pid");
  }

  /**
   * Starts a run and follows it.
   *
   * @param seed folder of the other side's machine that has the weights of {@link RunStart#seed}
   */
  public LiveRun start(RunStart start, Optional<Path> seed, RunPlace place, RunListener listener)
      throws IOException {
    ObjectNode call = CallCodec.start(start);
    seed.ifPresent(folder -> call.put("seedFolder", folder.toString()));
    return follow(caller.call(call), place, listener);
  }

  public LiveRun resume(String id, RunChange change, Ask ask, RunPlace place, RunListener listener)
      throws IOException {
    ObjectNode call = CallCodec.put(CallCodec.call("resume").put("id", id), ask);
    return follow(caller.call(CallCodec.put(call, change)), place, listener);
  }

  public LiveRun undo(String id, int round, Ask ask, RunPlace place, RunListener listener)
      throws IOException {
    ObjectNode call = CallCodec.put(CallCodec.call("undo").put("id", id), ask);
    return follow(caller.call(call.put("round", round)), place, listener);
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

  /** Leaves all runs, when what was wanted of them has arrived, at the latest after a while. */
  public void leave(long millis) {
    List<ViewerClient> all;
    synchronized (this) {
      all = List.copyOf(viewers);
    }
    all.forEach(viewer -> viewer.leave(millis));
  }

  /**
   * Follows a run from its first event on.
   *
   * @param lead whether to take the lead from whoever has it
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
    return FolderMirror.open(folder, () -> caller.fetch(id, Artefact.description(), folder));
  }

  /** Brings a part of a run to its folder. */
  public Path fetch(String id, Artefact artefact, Path folder) throws IOException {
    return caller.fetch(id, artefact, folder);
  }
}
