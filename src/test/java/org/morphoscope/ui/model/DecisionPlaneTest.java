package org.morphoscope.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.morphoscope.history.RunHistory;
import org.morphoscope.net.Resource;
import org.morphoscope.run.Proposal;

class DecisionPlaneTest {
  @Test
  void everyCandidateStandsWhereItsChangesAreAndTheSetWhereTheyAddUp() throws Exception {
    Proposal proposal =
        RunHistory.open(Path.of("samples", "generated-tiny"))
            .model()
            .round(1)
            .flatMap(record -> record.proposal())
            .orElseThrow();
    DecisionPlane plane = DecisionPlane.of(ChosenSet.proposed(proposal), 0);
    assertEquals(Resource.PARAMETERS, plane.resource());
    assertEquals(proposal.lambda(), plane.lambda());
    assertEquals(proposal.predictedDelta(), plane.set().delta());
    assertEquals(proposal.resourceChange(), plane.set().change());
    assertEquals(
        proposal.selected().size(), plane.dots().stream().filter(dot -> dot.chosen()).count());
    for (DecisionPlane.Dot dot : plane.dots()) {
      var candidate =
          proposal.candidates().stream()
              .filter(c -> new CandidateKey(c.kind(), c.unit()).equals(dot.key()))
              .findFirst()
              .orElseThrow();
      assertEquals(candidate.delta(), dot.delta());
      assertEquals(candidate.parameterChange(), dot.change());
      assertEquals(dot.change(), dot.price(), "the other resource has no share");
      assertEquals(proposal.selected().contains(candidate.index()), dot.chosen());
      assertTrue(dot.name().startsWith(candidate.kind().word()), dot.name());
    }
  }
}
