package org.morphoscope.service.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.morphoscope.run.RunChange;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.service.Artefact;
import org.morphoscope.service.Ask;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunIds;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunOutline;
import org.morphoscope.service.RunService;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.client.ClientProfile;
import org.morphoscope.service.client.LinkedRuns;
import org.morphoscope.service.client.LinkedRuns.RunPlace;
import org.morphoscope.service.client.SeedCopy;
import org.morphoscope.service.wire.Link;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs in a process of their own on this machine. It is started when it is first needed, and anew
 * when it has died; engines that an earlier window left growing are found.
 */
public final class ProcessRunService implements RunService {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessRunService.class);
  private static final long START_SECONDS = 30;
  private static final long POLL_MILLIS = 10;
  private static final long LEAVING_MILLIS = 3_000;

  private final EngineLaunch launch;
  private final Path root;
  private final Path sockets;
  private final ClientProfile client;
  private final Map<String, Path> folders = new LinkedHashMap<>();
  private final Map<Long, Contact> contacts = new LinkedHashMap<>();
  private final List<Link> held = new ArrayList<>();
  private final Object launching = new Object();
  private volatile Contact own;

  /** An engine and the way to its runs. */
  private record Contact(Engine engine, LinkedRuns runs) {}

  /**
   * @param launch how the engine is started
   * @param root new runs lie below it
   * @param sockets folder of the sockets, which is made the user's alone
   * @param client what this client is to the service
   */
  public ProcessRunService(EngineLaunch launch, Path root, Path sockets, ClientProfile client) {
    this.launch = launch;
    this.root = root.toAbsolutePath().normalize();
    this.sockets = sockets;
    this.client = client;
  }

  @Override
  public RunService.Place place() {
    return RunService.Place.PROCESS;
  }

  @Override
  public String whereabouts() {
    Contact contact = own;
    return contact == null ? "engine process" : "engine process " + contact.engine().pid();
  }

  /**
   * Begins to start the engine's process and returns at once; whoever needs it first waits for it,
   * and is told why it cannot be started.
   */
  public void startEarly() {
    Thread starter =
        new Thread(
            () -> {
              try {
                own();
              } catch (IOException e) {
                LOG.debug("told to whoever needs the engine", e);
              }
            },
            "morphoscope-engine-start");
    starter.setDaemon(true);
    starter.start();
  }

  private Contact own() throws IOException {
    synchronized (launching) {
      if (own != null && own.engine().isAlive()) {
        return own;
      }
      Path socket = PrivateFolder.in(sockets).fresh();
      Engine engine = Engine.started(socket, launch.start(root, socket), launch);
      // held as long as this process lives, so that the engine knows that it is needed
      hold(await(engine));
      own = started(engine);
      LOG.info("engine process {} is there", engine.pid());
      return own;
    }
  }

  /** Instead of what was found of it meanwhile, which does not know with what code it ends. */
  private synchronized Contact started(Engine engine) {
    Contact contact = new Contact(engine, new LinkedRuns(engine, client, System::nanoTime));
    contacts.put(engine.pid(), contact);
    return contact;
  }

  private synchronized Contact contact(Engine engine) {
    return contacts.computeIfAbsent(
        engine.pid(), pid -> new Contact(engine, new LinkedRuns(engine, client, System::nanoTime)));
  }

  private Link await(Engine engine) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try {
        return engine.connect();
      } catch (IOException e) {
        if (!engine.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              Texts.of(
                  "The engine's process could not be started; %s has what it said. MORPHOSCOPE_ENGINE=thread does without it.",
                  launch.output()),
              e);
        }
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("The start of the engine's process was interrupted.", e);
      }
    }
  }

  private synchronized void hold(Link presence) {
    held.forEach(Link::close);
    held.clear();
    held.add(presence);
  }

  /** Engines of this user that live, the own one left out. */
  private List<Contact> others() throws IOException {
    List<Contact> others = new ArrayList<>();
    for (Path socket : PrivateFolder.in(sockets).sockets()) {
      Engine unknown = Engine.found(socket, 0, launch);
      try {
        long pid = new LinkedRuns(unknown, client, System::nanoTime).process();
        if (own == null || own.engine().pid() != pid) {
          others.add(contact(Engine.found(socket, pid, launch)));
        }
      } catch (Engine.NotListeningException e) {
        LOG.info("nobody listens on {}", socket);
        PrivateFolder.removeLeft(socket, Instant.now());
      } catch (IOException e) {
        LOG.info("the engine on {} says nothing: {}", socket, e.getMessage());
      }
    }
    return others;
  }

  /**
   * {@return the runs that are under way in engines of this user, for example one that an earlier
   * window left growing} Starts no engine.
   *
   * @throws IOException in one sentence when the folder of sockets cannot be read
   */
  public List<RunOutline> underWay() throws IOException {
    List<RunOutline> all = new ArrayList<>();
    for (Contact other : others()) {
      for (RunOutline run : other.runs().runs()) {
        if (isUnderWay(run)) {
          remember(run.id(), other.runs().folder(run.id()));
          all.add(run);
        }
      }
    }
    return all;
  }

  private static boolean isUnderWay(RunOutline run) {
    return run.state() == RunOutline.State.RUNNING || run.state() == RunOutline.State.QUEUED;
  }

  private synchronized void remember(String id, Path folder) {
    folders.put(id, folder);
  }

  @Override
  public String describeBackend() throws IOException {
    return own().runs().backend();
  }

  @Override
  public Role role() {
    return Role.OWN;
  }

  @Override
  public List<RunOutline> runs() throws IOException {
    Map<String, RunOutline> all = new LinkedHashMap<>();
    own().runs().runs().forEach(run -> all.put(run.id(), run));
    underWay().forEach(run -> all.put(run.id(), run));
    List<RunOutline> sorted = new ArrayList<>(all.values());
    sorted.sort(
        Comparator.comparing(RunOutline::state)
            .thenComparing(Comparator.comparing(RunOutline::created).reversed()));
    return sorted;
  }

  @Override
  public List<String> dataSets() {
    return List.of();
  }

  @Override
  public String adopt(Path folder) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    String id = own().runs().adopt(place);
    remember(id, place);
    return id;
  }

  private synchronized Path folder(String id) throws IOException {
    return folders.getOrDefault(id, root.resolve(RunIds.require(id)));
  }

  /** The own engine, which knows the folder of the run. */
  private Contact owning(String id) throws IOException {
    Contact contact = own();
    Path folder = folder(id);
    if (!folder.equals(root.resolve(id))) {
      contact.runs().adopt(folder);
    }
    return contact;
  }

  @Override
  public LiveRun start(RunStart start, RunListener listener) throws IOException {
    var here = new RunPlace.Here(folder(start.id()));
    LinkedRuns runs = owning(start.id()).runs();
    if (start.seed().isEmpty()) {
      return runs.start(start, Optional.empty(), here, listener);
    }
    // weights go by way of the disk
    try (SeedCopy seed = SeedCopy.of(start.seed().get())) {
      return runs.start(start, Optional.of(seed.run()), here, listener);
    }
  }

  @Override
  public LiveRun attach(String id, RunListener listener) throws IOException {
    Path folder = folder(id);
    var here = new RunPlace.Here(folder);
    Optional<EngineFile> writer = EngineFile.of(folder);
    if (writer.isPresent()) {
      EngineFile file = writer.get();
      Contact contact = contact(Engine.found(file.socket(), file.process(), launch));
      return contact.runs().attach(contact.runs().adopt(folder), true, here, listener);
    }
    return owning(id).runs().attach(id, true, here, listener);
  }

  @Override
  public LiveRun resume(String id, RunChange change, Ask ask, RunListener listener)
      throws IOException {
    LinkedRuns runs = owning(id).runs();
    return runs.resume(id, change, ask, new RunPlace.Here(folder(id)), listener);
  }

  @Override
  public LiveRun undo(String id, int round, Ask ask, RunListener listener) throws IOException {
    LinkedRuns runs = owning(id).runs();
    return runs.undo(id, round, ask, new RunPlace.Here(folder(id)), listener);
  }

  @Override
  public Selector.Selection preview(String id, int round, SetWish wish) throws IOException {
    Path folder = folder(id);
    EngineFile file =
        EngineFile.of(folder)
            .orElseThrow(() -> new IOException("No engine grows this run any more; resume it."));
    Contact contact = contact(Engine.found(file.socket(), file.process(), launch));
    return contact.runs().preview(contact.runs().adopt(folder), round, wish);
  }

  @Override
  public Path fetch(String id, Artefact artefact) throws IOException {
    Path place = folder(id).resolve(artefact.path());
    if (!Files.exists(place)) {
      throw new IOException(
          Texts.of(
              "%s: expected this part of the run, found no such file; choose another.", place));
    }
    return place;
  }

  /** Leaves all engines, which end by themselves when their runs have. */
  @Override
  public void close() {
    List<Contact> all;
    synchronized (this) {
      all = List.copyOf(contacts.values());
    }
    all.forEach(contact -> contact.runs().leave(LEAVING_MILLIS));
    synchronized (this) {
      held.forEach(Link::close);
      held.clear();
    }
  }
}
