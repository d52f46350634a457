package org.morphoscope.service.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.morphoscope.journal.codec.Fields;

/**
 * Who leads a run, as one viewer is told.
 *
 * @param leads whether this viewer has the lead
 * @param leader who has it, in words; empty when nobody has
 * @param asks whether this viewer asks for it and has no answer yet
 * @param asker who asks for it, in words; empty when nobody does
 */
public record LeadState(boolean leads, String leader, boolean asks, String asker) {
  /** Nobody has it and nobody wants it. */
  public static final LeadState NOBODY = new LeadState(false, "", false, "");

  ObjectNode put(ObjectNode to) {
    return to.put("leads", leads).put("leader", leader).put("asks", asks).put("asker", asker);
  }

  /** Services of protocol 1 know no wishes. */
  static LeadState decode(Fields from) {
    boolean wishes = !from.isNull("asker");
    return new LeadState(
        from.flag("leads"),
        from.text("leader"),
        wishes && from.flag("asks"),
        wishes ? from.text("asker") : "");
  }
}
