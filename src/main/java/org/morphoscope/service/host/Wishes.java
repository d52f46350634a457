package org.morphoscope.service.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.morphoscope.run.Adjustment;
import org.morphoscope.run.RunControl;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.wire.Messages.Action;
import org.morphoscope.service.wire.Messages.Answer;
import org.morphoscope.service.wire.Messages.Control;
import org.morphoscope.service.wire.Messages.Reply;
import org.morphoscope.text.Texts;

/**
 * What viewers want of a run, done once each: a request that comes again after a reconnection gets
 * the answer that it got.
 */
final class Wishes {
  private static final int REMEMBERED = 1_000;

  private final HostedRun run;
  private final Map<String, Reply> replies =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reply> eldest) {
          return size() > REMEMBERED;
        }
      };

  Wishes(HostedRun run) {
    this.run = run;
  }

  /** Answers a question, when the viewer may. */
  synchronized Reply answer(String viewer, long question, Answer answer) {
    return once(viewer, answer.request(), () -> refusal(viewer, question, answer));
  }

  /** Steers, when the viewer may. */
  synchronized Reply control(String viewer, String name, Control control) {
    return once(viewer, control.request(), () -> refusal(viewer, name, control));
  }

  /** Does something and says why not. */
  @FunctionalInterface
  private interface Wish {
    String refusal();
  }

  private Reply once(String viewer, String request, Wish wish) {
    String key = viewer + " " + request;
    Reply before = replies.get(key);
    if (before != null) {
      return before;
    }
    Reply reply = new Reply(request, wish.refusal());
    replies.put(key, reply);
    return reply;
  }

  private String refusal(String viewer, long number, Answer answer) {
    if (!run.lead().isHeldBy(viewer)) {
      return notLeading();
    }
    if (!answer.epoch().equals(run.told().epoch())) {
      return "The run has gone back to its last complete round since; answer the question that is put now.";
    }
    Optional<HostedRun.Question> open = run.question();
    try {
      boolean taken =
          open.isPresent()
              && open.get().number() == number
              && run.asking().offer(open.get().proposal(), answer.decision());
      return taken ? "" : "This question is answered already.";
    } catch (IllegalArgumentException e) {
      return Texts.of("The answer does not fit: %s.", e.getMessage());
    }
  }

  private String notLeading() {
    String holder = run.lead().holder();
    return Texts.of(
        "%s the lead of this run; take it before you decide or steer.",
        holder.isEmpty() ? "Nobody has" : "'" + holder + "' has");
  }

  /** Turns a setting in the name of the viewer. */
  private static String adjusted(RunControl control, String name, Control wanted) {
    if (wanted.adjustment().isEmpty()) {
      return "The setting is missing; update the older of the two programs.";
    }
    Adjustment asked = wanted.adjustment().get();
    try {
      control.adjust(new Adjustment(asked.setting(), asked.value(), name));
      return "";
    } catch (IllegalArgumentException e) {
      return Texts.of("The setting does not fit: %s.", e.getMessage());
    }
  }

  private String refusal(String viewer, String name, Control wanted) {
    if (wanted.action() == Action.TAKE_LEAD) {
      run.lead().take(viewer, name);
      return "";
    }
    if (wanted.action() == Action.ASK_LEAD) {
      run.lead().ask(viewer, name);
      return "";
    }
    if (!run.lead().isHeldBy(viewer)) {
      return notLeading();
    }
    RunControl control = run.control();
    switch (wanted.action()) {
      case PAUSE -> control.pause();
      case RESUME -> control.resume();
      case STEP -> control.stepRound();
      case STOP -> control.stop();
      case LOCK -> {
        Set<Integer> groups = new TreeSet<>(wanted.locked());
        control.setLocked(groups);
      }
      case MODE -> run.asking().setMode(wanted.ask().mode(), wanted.ask().seconds());
      case HOLD -> run.asking().hold();
      case HAND_LEAD -> run.lead().hand(viewer);
      case KEEP_LEAD -> run.lead().keep(viewer);
      case ADJUST -> {
        return adjusted(control, name, wanted);
      }
      default -> run.lead().give(viewer);
    }
    return "";
  }
}
