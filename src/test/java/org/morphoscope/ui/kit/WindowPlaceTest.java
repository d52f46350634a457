package org.morphoscope.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class WindowPlaceTest {
  private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 1920, 1080);

  @Test
  void standsInTheMiddleOfItsOwner() {
    Rectangle2D owner = new Rectangle2D(300, 100, 1280, 800);
    assertEquals(new Rectangle2D(490, 240, 900, 520), WindowPlace.within(owner, SCREEN, 900, 520));
  }

  @Test
  void staysOnTheScreenWhenItsOwnerReachesBeyond() {
    Rectangle2D owner = new Rectangle2D(1500, -200, 1280, 800);
    Rectangle2D place = WindowPlace.within(owner, SCREEN, 900, 520);
    assertTrue(SCREEN.contains(place));
  }

  @Test
  void isMadeSmallerOnASmallScreenWithRoomForItsFrame() {
    Rectangle2D small = new Rectangle2D(0, 20, 1024, 748);
    Rectangle2D place = WindowPlace.within(small, small, 1180, 760);
    assertEquals(new Rectangle2D(0, 20, 1024, 700), place);
  }

  @Test
  void staysOnASecondScreenToTheLeft() {
    Rectangle2D left = new Rectangle2D(-1280, 0, 1280, 1024);
    Rectangle2D owner = new Rectangle2D(-1270, 10, 600, 400);
    assertTrue(left.contains(WindowPlace.within(owner, left, 900, 520)));
  }

  @Test
  void besideItsOwnerWhereTheScreenHasRoom() {
    Rectangle2D screen = new Rectangle2D(0, 0, 2560, 1440);
    Rectangle2D owner = new Rectangle2D(0, 100, 1280, 800);
    Rectangle2D place = WindowPlace.beside(owner, screen, 700, 1010, 620);
    assertEquals(new Rectangle2D(1280, 190, 1010, 620), place);
  }

  @Test
  void elseOverWhatIsRightOfThePartThatStaysInSight() {
    Rectangle2D screen = new Rectangle2D(0, 0, 1280, 800);
    Rectangle2D place = WindowPlace.beside(screen, screen, 722, 1010, 620);
    assertEquals(new Rectangle2D(722, 90, 558, 620), place);
    // and never too narrow to be of use
    assertEquals(480, WindowPlace.beside(screen, screen, 1200, 1010, 620).getWidth());
  }
}
