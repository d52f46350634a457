package org.morphoscope.service.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.ref.SoftReference;
import org.morphoscope.journal.codec.Fields;
import org.morphoscope.run.Proposal;
import org.morphoscope.selection.Selector;
import org.morphoscope.selection.SetWish;
import org.morphoscope.service.HostedRun;
import org.morphoscope.service.HostedRuns;
import org.morphoscope.service.Role;
import org.morphoscope.service.wire.PreviewCodec;

/**
 * Chooses sets for viewers that have left the joint model here, by the code with which they choose
 * where they have it.
 */
final class Previews {
  private final HostedRuns runs;

  /** What was asked about last; its selector remembers the course of the last sets. */
  private SoftReference<Asked> last = new SoftReference<>(null);

  private record Asked(Proposal proposal, double otherShare, Selector selector) {}

  Previews(HostedRuns runs) {
    this.runs = runs;
  }

  /**
   * {@return the set that would be chosen of a run's open question}
   *
   * @throws IOException in one sentence when nothing is asked there or the role does not decide
   */
  ObjectNode choose(String id, Fields from, Role role) throws IOException {
    if (!role.includes(Role.DECIDE)) {
      throw new IOException("Your token is for watching only; it chooses no sets.");
    }
    SetWish wish = PreviewCodec.wish(from);
    int round = from.integer("round");
    Proposal proposal =
        runs.hosted(id)
            .flatMap(HostedRun::question)
            .map(HostedRun.Question::proposal)
            .filter(asked -> asked.round() == round)
            .orElseThrow(() -> new IOException("This question is answered already."));
    wish.requireValidFor(proposal.order());
    return PreviewCodec.encode(wish.by(selector(proposal, wish.otherShare())));
  }

  private synchronized Selector selector(Proposal proposal, double otherShare) {
    Asked asked = last.get();
    if (asked == null || asked.proposal() != proposal || asked.otherShare() != otherShare) {
      asked = new Asked(proposal, otherShare, proposal.selector(otherShare));
      last = new SoftReference<>(asked);
    }
    return asked.selector();
  }
}
