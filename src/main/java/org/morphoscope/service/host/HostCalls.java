package org.morphoscope.service.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.morphoscope.journal.SeedFolder;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.run.RunChange;
import org.morphoscope.run.RunConfig;
import org.morphoscope.service.Ask;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunStart;
import org.morphoscope.service.wire.CallCodec;
import org.morphoscope.service.wire.FileSender;
import org.morphoscope.service.wire.Frame;
import org.morphoscope.service.wire.Frame.Kind;
import org.morphoscope.service.wire.FrameException;
import org.morphoscope.service.wire.Link;
import org.morphoscope.service.wire.MessageJson;
import org.morphoscope.service.wire.Messages;
import org.morphoscope.service.wire.PreviewCodec;
import org.morphoscope.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls: what is asked of a service that is no run to follow. */
final class HostCalls {
  private static final Logger LOG = LoggerFactory.getLogger(HostCalls.class);

  private final HostedRuns runs;
  private final String version;
  private final HostPolicy policy;
  private final StudyCalls studies;
  private final Previews previews;
  private final RecordedRows rows = new RecordedRows();

  HostCalls(HostedRuns runs, String version, HostPolicy policy) {
    this.runs = runs;
    this.version = version;
    this.policy = policy;
    this.studies = new StudyCalls(runs, policy);
    this.previews = new Previews(runs);
  }

  /** Answers a call; what cannot be done is answered with a sentence, and the link stays. */
  void answer(Link link, Role role, Frame call) throws IOException {
    Fields from = MessageJson.read(call, fields -> fields);
    ObjectNode result;
    try {
      String name = MessageJson.shortText(from, "call");
      if (sentFiles(link, name, from, role)) {
        return;
      }
      result = name.equals("start") ? begun(start(link, from, role), 0) : result(name, from, role);
    } catch (FrameException e) {
      throw e;
    } catch (IOException | MalformedException | IllegalArgumentException e) {
      LOG.info("a call is refused: {}", e.getMessage());
      result = MessageJson.object().put("refused", String.valueOf(e.getMessage()));
    }
    link.send(Frame.of(Kind.RESULT, MessageJson.bytes(result)));
  }

  /** Answers a call whose answer is files; says whether it is one. */
  private boolean sentFiles(Link link, String name, Fields from, Role role) throws IOException {
    switch (name) {
      case "fetch" ->
          FileSender.send(
              link, runs.folder(MessageJson.shortText(from, "id")), CallCodec.artefact(from));
      case "pictures" -> studies.pictures(link, from);
      case "calibrate" -> {
        require(role, "calibrates");
        studies.calibrate(link, from);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private ObjectNode result(String name, Fields from, Role role) throws IOException {
    return switch (name) {
      case "here" ->
          MessageJson.object()
              .put("program", version)
              .put("protocol", Messages.NEWEST)
              .put("role", MessageJson.word(role))
              .put("pid", ProcessHandle.current().pid());
      case "backend" -> MessageJson.object().put("backend", runs.describeBackend());
      case "runs" -> CallCodec.runs(runs.list());
      case "data" -> {
        ObjectNode to = MessageJson.object();
        policy.dataSets().forEach(to.putArray("data")::add);
        yield to;
      }
      case "where" -> {
        if (!policy.namesFolders()) {
          throw new IOException("Where this service keeps its runs is its own affair.");
        }
        yield MessageJson.object().put("folder", runs.folder(id(from)).toAbsolutePath().toString());
      }
      case "preview" -> previews.choose(id(from), from, role);
      case "row" -> row(from);
      case "adopt" -> MessageJson.object().put("id", adopt(from));
      case "resume" -> {
        require(role, "resumes");
        RunChange change = CallCodec.change(from);
        if (change.data().isPresent()) {
          policy.require(RunConfig.standard(change.data().get(), "tiny", 1, 1).data());
        }
        HostedRun run = runs.resume(id(from), change, MessageJson.askOf(from), Optional.empty());
        yield begun(run, run.begin());
      }
      case "undo" -> {
        require(role, "takes back rounds");
        Ask ask = MessageJson.askOf(from);
        HostedRun run = runs.undo(id(from), from.integer("round"), ask, Optional.empty());
        // the event that tells of it is recorded already
        yield begun(run, run.begin() - 1);
      }
      case "end" -> {
        require(role, "ends the service");
        policy.end();
        yield MessageJson.object();
      }
      default -> throw new IOException("call '" + name + "': expected one that is known here.");
    };
  }

  private ObjectNode row(Fields from) throws IOException {
    Path run = runs.folder(id(from));
    int round = from.integer("round");
    int attempt = from.integer("attempt");
    return PreviewCodec.encode(rows.row(run, round, attempt, from.integer("candidate")));
  }

  private static String id(Fields from) {
    return MessageJson.shortText(from, "id");
  }

  private static void require(Role role, String what) throws IOException {
    if (!role.includes(Role.OWN)) {
      throw new IOException(
          Texts.of(
              "Your token is of role %s; only a token of role own %s.",
              MessageJson.word(role), what));
    }
  }

  private static ObjectNode begun(HostedRun run, long from) {
    return MessageJson.object()
        .put("id", run.id())
        .put("from", from)
        .put("epoch", run.told().epoch());
  }

  private String adopt(Fields from) throws IOException {
    if (!policy.namesFolders()) {
      throw new IOException("This service knows its own runs only; take one from its list.");
    }
    return runs.adopt(Path.of(from.text("folder")));
  }

  private HostedRun start(Link link, Fields from, Role role) throws IOException {
    require(role, "starts runs");
    RunStart start = CallCodec.start(from);
    policy.require(start.config().data());
    if (start.config().seedNet().file().isEmpty()) {
      return runs.start(start, Optional.empty());
    }
    if (!policy.namesFolders() && from.isNull("seedFiles")) {
      throw new IOException(
          Texts.of(
              "%s: expected one of the program's own seed nets, found the weights of a file, which this client does not send; update it.",
              start.config().seedNet().name()));
    }
    var seed =
        policy.namesFolders()
            ? SeedFolder.read(Path.of(from.text("seedFolder")), start.config())
            : StudyCalls.weights(link, start.config());
    return runs.start(
        new RunStart(start.id(), start.config(), Optional.of(seed), start.ask(), start.locked()),
        Optional.empty());
  }
}
