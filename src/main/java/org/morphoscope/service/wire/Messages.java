package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.Json;
import org.morphoscope.journal.codec.MalformedException;
import org.morphoscope.journal.codec.ProposalCodec;
import org.morphoscope.run.Asking;
import org.morphoscope.run.Decision;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Role;
import org.morphoscope.text.Texts;

/** What the bodies of frames say, as JSON. */
public final class Messages {
  /** Protocols that this program speaks. */
  public static final int OLDEST = 1;

  /** The newest protocol that this program speaks. */
  public static final int NEWEST = 1;

  private static final Json JSON = new Json();

  private Messages() {}

  /** How a viewer wants the lead. */
  public enum LeadWish {
    /** Watches only. */
    NONE,
    /** Takes the lead where nobody has it. */
    IF_FREE,
    /** Takes the lead, whoever has it. */
    TAKE
  }

  /**
   * Wants to follow a run.
   *
   * @param oldest protocol that the viewer speaks
   * @param newest protocol that the viewer speaks
   * @param program version of the viewer's program
   * @param viewer identifies him over all his connections
   * @param name for the others
   * @param run its name
   * @param epoch of the lines that he has
   * @param lines that he has
   * @param scoresPerSecond at most, of those that happen from now on; 0 for all
   * @param lead whether he wants it
   */
  public record Hello(
      int oldest,
      int newest,
      String program,
      String viewer,
      String name,
      String run,
      String epoch,
      long lines,
      double scoresPerSecond,
      LeadWish lead) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      return object()
          .put("oldest", oldest)
          .put("newest", newest)
          .put("program", program)
          .put("viewer", viewer)
          .put("name", name)
          .put("run", run)
          .put("epoch", epoch)
          .put("lines", lines)
          .put("scoresPerSecond", scoresPerSecond)
          .put("lead", word(lead));
    }

    /**
     * {@return the message}
     *
     * @param from its fields
     */
    public static Hello decode(Fields from) {
      return new Hello(
          from.integer("oldest"),
          from.integer("newest"),
          from.text("program"),
          shortText(from, "viewer"),
          shortText(from, "name"),
          shortText(from, "run"),
          shortText(from, "epoch"),
          from.integer64("lines"),
          from.number("scoresPerSecond"),
          constant(LeadWish.class, from, "lead"));
    }
  }

  /**
   * What a viewer is told when he may follow; the frame's number is the first line to come.
   *
   * @param protocol spoken from here on
   * @param program version of the engine's program
   * @param epoch of the lines that come
   * @param role what this viewer may do
   */
  public record Welcome(int protocol, String program, String epoch, Role role) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      return object()
          .put("protocol", protocol)
          .put("program", program)
          .put("epoch", epoch)
          .put("role", word(role));
    }

    /**
     * {@return the message}
     *
     * @param from its fields
     */
    public static Welcome decode(Fields from) {
      return new Welcome(
          from.integer("protocol"),
          from.text("program"),
          from.text("epoch"),
          constant(Role.class, from, "role"));
    }
  }

  /**
   * What can be asked of a run.
   *
   * @param epoch of its lines; empty while it is not opened
   * @param paused whether the run is paused
   * @param locked numbers of the locked layers
   * @param ask who decides
   * @param question line of the proposal that is open, -1 for none
   * @param secondsLeft of the countdown, NaN when none runs
   * @param leads whether this viewer has the lead
   * @param leader who has it
   * @param viewers how many follow the run
   * @param done whether nothing more will come
   */
  public record State(
      String epoch,
      boolean paused,
      List<Integer> locked,
      Ask ask,
      long question,
      double secondsLeft,
      boolean leads,
      String leader,
      int viewers,
      boolean done) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      ObjectNode to = object().put("epoch", epoch).put("paused", paused);
      ProposalCodec.put(to, "locked", locked);
      return to.put("mode", word(ask.mode()))
          .put("seconds", ask.seconds())
          .put("question", question)
          .put("secondsLeft", secondsLeft)
          .put("leads", leads)
          .put("leader", leader)
          .put("viewers", viewers)
          .put("done", done);
    }

    /**
     * {@return the message}
     *
     * @param from its fields
     */
    public static State decode(Fields from) {
      return new State(
          from.text("epoch"),
          from.flag("paused"),
          from.integers("locked"),
          askOf(from),
          from.integer64("question"),
          from.number("secondsLeft"),
          from.flag("leads"),
          from.text("leader"),
          from.integer("viewers"),
          from.flag("done"));
    }

    /**
     * The same but for what changes all the time.
     *
     * @param other the state before
     * @return whether nothing changed that a viewer has to be told
     */
    public boolean isLike(State other) {
      return other != null
          && new State(
                  other.epoch,
                  other.paused,
                  other.locked,
                  other.ask,
                  other.question,
                  Double.isNaN(other.secondsLeft) == Double.isNaN(secondsLeft)
                      ? secondsLeft
                      : other.secondsLeft,
                  other.leads,
                  other.leader,
                  other.viewers,
                  other.done)
              .equals(this);
    }
  }

  /**
   * Answers a question; the frame's number is the line of the proposal.
   *
   * @param request names the request, so that it is done once
   * @param epoch of the lines in which the question was put
   * @param decision the answer
   */
  public record Answer(String request, String epoch, Decision decision) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      ObjectNode to = object().put("request", request).put("epoch", epoch);
      to.set("decision", ProposalCodec.encode(decision));
      return to;
    }

    /**
     * {@return the message}
     *
     * @param from its fields
     */
    public static Answer decode(Fields from) {
      return new Answer(
          shortText(from, "request"),
          shortText(from, "epoch"),
          ProposalCodec.decodeDecision(from.object("decision")));
    }
  }

  /** What a viewer may want of a run. */
  public enum Action {
    /** Pauses at the next safe point. */
    PAUSE,
    /** Goes on after a pause. */
    RESUME,
    /** Goes on to the end of the round. */
    STEP,
    /** Ends the run; it can be resumed. */
    STOP,
    /** Locks layers. */
    LOCK,
    /** Changes who decides. */
    MODE,
    /** Stops the countdown of the open question. */
    HOLD,
    /** Takes the lead. */
    TAKE_LEAD,
    /** Gives the lead back. */
    GIVE_LEAD
  }

  /**
   * Steers a run.
   *
   * @param request names the request, so that it is done once
   * @param action what to do
   * @param locked for {@code LOCK}
   * @param ask for {@code MODE}
   */
  public record Control(String request, Action action, List<Integer> locked, Ask ask) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      ObjectNode to = object().put("request", request).put("action", word(action));
      ProposalCodec.put(to, "locked", locked);
      return to.put("mode", word(ask.mode())).put("seconds", ask.seconds());
    }

    /**
     * {@return the message}
     *
     * @param from its fields
     */
    public static Control decode(Fields from) {
      return new Control(
          shortText(from, "request"),
          constant(Action.class, from, "action"),
          from.integers("locked"),
          askOf(from));
    }
  }

  /**
   * Whether something was done.
   *
   * @param request the name of what is answered
   * @param refusal why not; empty when it was
   */
  public record Reply(String request, String refusal) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      return object().put("request", request).put("refusal", refusal);
    }

    /**
     * {@return the message}
     *
     * @param from its fields
     */
    public static Reply decode(Fields from) {
      return new Reply(from.text("request"), from.text("refusal"));
    }
  }

  /** {@return an empty JSON object} */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * {@return the JSON text, UTF-8}
   *
   * @param node what is to be sent
   */
  public static byte[] bytes(ObjectNode node) {
    return JSON.line(node);
  }

  /**
   * @param <T> what the body says
   * @param frame what was received
   * @param decode reads the fields
   * @return what the body says
   * @throws FrameException in one sentence when the body says nothing of the kind
   */
  public static <T> T read(Frame frame, Function<Fields, T> decode) throws FrameException {
    try {
      return JSON.message(frame.body(), decode);
    } catch (MalformedException | IllegalArgumentException e) {
      throw new FrameException(
          Texts.of("a frame %s: %s.", word(frame.kind()), String.valueOf(e.getMessage())));
    }
  }

  /**
   * {@return who decides}
   *
   * @param from fields of a message
   */
  public static Ask askOf(Fields from) {
    double seconds = from.number("seconds");
    if (!(seconds >= 0 && seconds <= 1e6)) {
      throw new MalformedException("\"seconds\" from 0 to 1000000", Double.toString(seconds));
    }
    return new Ask(constant(Asking.Mode.class, from, "mode"), seconds);
  }

  /**
   * Names and identifiers are short, whoever sends them.
   *
   * @param from fields of a message
   * @param name of the field
   * @return its text
   */
  public static String shortText(Fields from, String name) {
    String text = from.text(name);
    if (text.length() > 200) {
      throw new MalformedException(
          "at most 200 characters in \"" + name + "\"", text.length() + " characters");
    }
    return text;
  }

  /**
   * {@return the word on the wire for a constant, in small letters}
   *
   * @param constant what is meant
   */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@return the constant that a word on the wire means}
   *
   * @param <E> its type
   * @param type its type
   * @param from fields of a message
   * @param name of the field
   */
  public static <E extends Enum<E>> E constant(Class<E> type, Fields from, String name) {
    String found = from.text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> word(each).equals(found))
        .findFirst()
        .orElseThrow(() -> new MalformedException("a known \"" + name + "\"", shown(found)));
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }
}
