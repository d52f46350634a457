package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.morphoscope.journal.codec.AdjustedCodec;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.journal.codec.ProposalCodec;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.Decision;
import org.morphoscope.service.Ask;
import org.morphoscope.service.Role;

/** What the bodies of frames say, as JSON. */
public final class Messages {
  /** Protocols that this program speaks. */
  public static final int OLDEST = 1;

  /**
   * The newest protocol that this program speaks; since 2 the lead can be asked for, handed over
   * and kept, since 3 a viewer can leave large joint models where they are and ask for sets, since
   * 4 an answer may have a second set to try.
   */
  public static final int NEWEST = 4;

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
   * @param longest bytes of a proposal's line that he wants whole; longer ones come without their
   *     joint model; 0 for all whole
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
      long longest,
      LeadWish lead) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      return MessageJson.object()
          .put("oldest", oldest)
          .put("newest", newest)
          .put("program", program)
          .put("viewer", viewer)
          .put("name", name)
          .put("run", run)
          .put("epoch", epoch)
          .put("lines", lines)
          .put("scoresPerSecond", scoresPerSecond)
          .put("longest", longest)
          .put("lead", MessageJson.word(lead));
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
          MessageJson.shortText(from, "viewer"),
          MessageJson.shortText(from, "name"),
          MessageJson.shortText(from, "run"),
          MessageJson.shortText(from, "epoch"),
          from.integer64("lines"),
          from.number("scoresPerSecond"),
          from.isNull("longest") ? 0 : from.integer64("longest"),
          MessageJson.constant(LeadWish.class, from, "lead"));
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
      return MessageJson.object()
          .put("protocol", protocol)
          .put("program", program)
          .put("epoch", epoch)
          .put("role", MessageJson.word(role));
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
          MessageJson.constant(Role.class, from, "role"));
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
   * @param lead who leads
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
      LeadState lead,
      int viewers,
      boolean done) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      ObjectNode to = MessageJson.object().put("epoch", epoch).put("paused", paused);
      ProposalCodec.put(to, "locked", locked);
      to.put("mode", MessageJson.word(ask.mode()))
          .put("seconds", ask.seconds())
          .put("question", question)
          .put("secondsLeft", secondsLeft);
      return lead.put(to).put("viewers", viewers).put("done", done);
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
          MessageJson.askOf(from),
          from.integer64("question"),
          from.number("secondsLeft"),
          LeadState.decode(from),
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
                  other.lead,
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
      ObjectNode to = MessageJson.object().put("request", request).put("epoch", epoch);
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
          MessageJson.shortText(from, "request"),
          MessageJson.shortText(from, "epoch"),
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
    GIVE_LEAD,
    /** Asks whoever has the lead for it. */
    ASK_LEAD,
    /** Hands the lead to whoever asks for it. */
    HAND_LEAD,
    /** Refuses whoever asks for the lead. */
    KEEP_LEAD,
    /** Turns a setting. */
    ADJUST
  }

  /**
   * Steers a run.
   *
   * @param request names the request, so that it is done once
   * @param action what to do
   * @param locked for {@code LOCK}
   * @param ask for {@code MODE}
   * @param adjustment for {@code ADJUST}; empty for all others
   */
  public record Control(
      String request,
      Action action,
      List<Integer> locked,
      Ask ask,
      Optional<Adjustment> adjustment) {
    /** {@return the message as JSON} */
    public ObjectNode encode() {
      ObjectNode to =
          MessageJson.object().put("request", request).put("action", MessageJson.word(action));
      ProposalCodec.put(to, "locked", locked);
      adjustment.ifPresent(wanted -> AdjustedCodec.encode(to, wanted));
      return to.put("mode", MessageJson.word(ask.mode())).put("seconds", ask.seconds());
    }

    /**
     * {@return the message}
     *
     * @param from its fields
     */
    public static Control decode(Fields from) {
      return new Control(
          MessageJson.shortText(from, "request"),
          MessageJson.constant(Action.class, from, "action"),
          from.integers("locked"),
          MessageJson.askOf(from),
          from.isNull("setting") ? Optional.empty() : Optional.of(AdjustedCodec.decodeWish(from)));
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
      return MessageJson.object().put("request", request).put("refusal", refusal);
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
}
