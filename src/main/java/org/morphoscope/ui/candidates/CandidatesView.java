package org.morphoscope.ui.candidates;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import org.morphoscope.ui.evidence.EvidenceView;
import org.morphoscope.ui.evidence.PictureSource;
import org.morphoscope.ui.kit.Formats;
import org.morphoscope.ui.kit.Fx;
import org.morphoscope.ui.kit.Theme;
import org.morphoscope.ui.model.CandidateKey;
import org.morphoscope.ui.model.CandidateListing;
import org.morphoscope.ui.model.CandidateRow;
import org.morphoscope.ui.model.CandidateRows;
import org.morphoscope.ui.model.Promise;
import org.morphoscope.ui.model.RunSnapshot;
import org.morphoscope.ui.model.SelectionState;
import org.morphoscope.ui.model.WhatIf;
import org.morphoscope.ui.model.WhySource;

/** Every candidate with its score; sorted, filtered, selected and marked here. */
public final class CandidatesView extends VBox {
  private final SelectionState selection;
  private final CandidateRows rows = new CandidateRows();
  private final ObservableList<CandidateRow> all = FXCollections.observableArrayList();
  private final FilteredList<CandidateRow> filtered = new FilteredList<>(all);
  private final SortedList<CandidateRow> sorted = new SortedList<>(filtered);
  private final TableView<CandidateRow> table = new TableView<>(sorted);
  private final RowOrder order = new RowOrder(table, sorted, System::nanoTime);
  private final CandidateColumns columns = new CandidateColumns(Theme.LIGHT.palette());
  private final TextField filter = TextFields.createClearableTextField();
  private final Label count = new Label();
  private final Label placeholder = new Label();
  private final ToggleButton whyButton = new ToggleButton("Why?");
  private final ProposalFetcher fetcher;
  private final WhyPanel why;
  private final EvidenceView evidence;
  private final ContextMenu menu = new ContextMenu();
  private final DecisionBar bar = new DecisionBar();
  private final PromiseBar promise = new PromiseBar();
  private Optional<WhatIf> whatIf = Optional.empty();
  private boolean following;
  private boolean linked = true;

  /**
   * @param selection shared with the other views
   * @param evidence shows what single images gain, in the panel of reasons
   * @param background where the scores of past rounds are read
   */
  public CandidatesView(SelectionState selection, EvidenceView evidence, Fx background) {
    this.selection = selection;
    this.evidence = evidence;
    this.fetcher = new ProposalFetcher(background);
    this.why = new WhyPanel(selection, evidence, fetcher);
    setId("candidates-view");
    getStyleClass().add("view");
    buildTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(header(), bar, promise, table);
    selection.selectedProperty().addListener((o, before, now) -> follow(now));
  }

  private Region header() {
    Label title = new Label("Candidates");
    title.getStyleClass().add("view-title");
    title.setMinWidth(USE_PREF_SIZE);
    count.getStyleClass().add("view-note");
    count.setId("candidates-count");
    // the field beside it gives way
    count.setMinWidth(USE_PREF_SIZE);
    filter.setId("candidates-filter");
    filter.setPromptText("Filter: split conv3");
    filter.setAccessibleText("Filter candidates");
    filter.setTooltip(
        new Tooltip("Words that all must occur in morphism, layer, channel or state"));
    filter.setPrefColumnCount(13);
    filter.textProperty().addListener((o, before, now) -> applyFilter(now));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    whyButton.setId("why");
    whyButton.setMinWidth(USE_PREF_SIZE);
    whyButton.setTooltip(new Tooltip("The reasons for the selected candidate's score (W)"));
    whyButton.selectedProperty().addListener((o, before, now) -> why.setOpen(now));
    HBox header = new HBox(8, title, count, space, order.choice(), whyButton, filter);
    header.setAlignment(Pos.CENTER_LEFT);
    header.setPadding(new Insets(8, 8, 8, 12));
    return header;
  }

  private void buildTable() {
    table.setId("candidates-table");
    table.getStyleClass().addAll("dense", "edge-to-edge");
    table.setAccessibleText("Candidates");
    table.getColumns().setAll(columns.all());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    bar.allowMarks(Bindings.isNotEmpty(table.getSelectionModel().getSelectedItems()));
    placeholder.setText("Candidates appear with the first scoring pass.");
    placeholder.getStyleClass().add("placeholder");
    table.setPlaceholder(placeholder);
    TableColumn<CandidateRow, ?> delta = table.getColumns().get(4);
    delta.setSortType(TableColumn.SortType.ASCENDING);
    table.getSortOrder().add(delta);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<CandidateRow>) change -> lead());
  }

  private void applyFilter(String text) {
    List<String> words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    filtered.setPredicate(
        row -> words.stream().allMatch(word -> RowReasons.words(row).contains(word)));
    showCount();
  }

  private void showCount() {
    String number =
        filtered.size() == all.size()
            ? Formats.count(all.size())
            : Formats.count(filtered.size()) + " of " + Formats.count(all.size());
    count.setText(all.isEmpty() ? "" : linked ? number : number + " before growth");
  }

  /** Table to selection. */
  private void lead() {
    if (following || !linked) {
      return;
    }
    Set<CandidateKey> keys = new HashSet<>();
    for (CandidateRow row : table.getSelectionModel().getSelectedItems()) {
      if (row != null) {
        keys.add(row.key());
      }
    }
    following = true;
    selection.select(keys);
    following = false;
  }

  /** Selection to table. */
  private void follow(Set<CandidateKey> keys) {
    if (following || !linked) {
      return;
    }
    following = true;
    table.getSelectionModel().clearSelection();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; !keys.isEmpty() && i < sorted.size(); i++) {
      if (keys.contains(sorted.get(i).key())) {
        found.add(i);
      }
    }
    for (int i : found) {
      table.getSelectionModel().select(i);
    }
    if (!found.isEmpty()) {
      table.scrollTo(Math.max(0, found.get(0) - 2));
    }
    following = false;
  }

  /**
   * Shows these candidates; {@code decision} is present while the person decides.
   *
   * @param listing candidates; empty before the first scores
   * @param decision marks of the person
   */
  public void show(Optional<CandidateListing> listing, Optional<WhatIf> decision) {
    whatIf = decision;
    bar.show(decision, OptionalDouble.empty());
    boolean shared = listing.map(CandidateListing::linked).orElse(true);
    if (linked && !shared) {
      table.getSelectionModel().clearSelection();
    }
    linked = shared;
    if (listing.isEmpty() || listing.get().moment().scores().isEmpty()) {
      rows.clear();
      all.clear();
    } else {
      following = true;
      if (rows.update(listing.get().moment())) {
        all.setAll(rows.rows());
      }
      listing.get().outcome().ifPresent(rows::update);
      RunSnapshot moment = listing.get().moment();
      columns.setQuantity(moment.quantity());
      RowReasons.fill(all, decision);
      order.refresh(moment.samples() >= moment.totalSamples() || moment.stale());
      following = false;
      follow(selection.selected());
    }
    showCount();
  }

  /**
   * Shows what became of the set that was applied last.
   *
   * @param kept empty before there is one, and during a decision
   */
  public void showPromise(Optional<Promise> kept) {
    promise.show(kept);
  }

  /**
   * What the buttons of a decision call.
   *
   * @param actions called on the JavaFX thread
   */
  public void setActions(DecisionActions actions) {
    bar.setActions(actions);
  }

  /**
   * Shows what the candidates are explained by.
   *
   * @param source empty when there is nothing to explain
   */
  public void explain(Optional<WhySource> source) {
    why.show(source);
  }

  /** Opens or closes the reasons. */
  public void toggleWhy() {
    whyButton.setSelected(!whyButton.isSelected());
  }

  /** Opens the reasons. */
  public void showWhy() {
    whyButton.setSelected(true);
  }

  /**
   * Offers a menu for the selected candidates.
   *
   * @param lines asked for fresh lines whenever it opens
   */
  public void setMenu(Supplier<List<MenuItem>> lines) {
    table.setOnContextMenuRequested(
        event -> {
          menu.hide();
          if (!table.getSelectionModel().isEmpty()) {
            menu.getItems().setAll(lines.get());
            menu.show(table, event.getScreenX(), event.getScreenY());
          }
          event.consume();
        });
  }

  /** Selects the first candidate when none is selected. */
  public void selectSomething() {
    if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
      table.getSelectionModel().select(0);
    }
  }

  /** {@return the panel of reasons; its place is the window's to choose} */
  public WhyPanel whyPanel() {
    return why;
  }

  /**
   * Tells where the run on show is recorded, to find its images.
   *
   * @param folder asked when it is needed; empty while there is no run
   */
  public void setRun(Supplier<Optional<Path>> folder) {
    evidence.setRun(folder);
    fetcher.setRun(folder);
  }

  /**
   * Tells who has what is not on this machine; empty for a run whose data is here.
   *
   * @param pictures asked for the images of the run on show
   * @param rows asked for large joint models
   */
  public void setRemote(
      Supplier<Optional<PictureSource>> pictures, Supplier<Optional<GramRows>> rows) {
    evidence.setRemote(pictures);
    fetcher.setRemoteRows(rows);
  }

  /**
   * Refreshes the countdown.
   *
   * @param secondsLeft empty when no countdown runs
   */
  public void showCountdown(OptionalDouble secondsLeft) {
    bar.countdown(whatIf, secondsLeft);
  }

  /** {@return indices of the selected candidates in the order of the joint model} */
  public List<Integer> selectedIndices() {
    return table.getSelectionModel().getSelectedItems().stream()
        .filter(row -> row != null)
        .map(CandidateRow::index)
        .toList();
  }

  /**
   * Takes the colours of a theme.
   *
   * @param theme light or dark
   */
  public void setTheme(Theme theme) {
    columns.setPalette(theme.palette());
    evidence.setTheme(theme);
    table.refresh();
  }

  /** Puts the focus into the filter. */
  public void focusFilter() {
    filter.requestFocus();
  }
}
