package io.gatewatch.replaydata.cases;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.replaydata.replay.HistoryRun;
import io.gatewatch.replaydata.replay.RunFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Plays cases through the same core as {@code replay}, once as they are and once more: attacks
 * without their detector, look-alikes with the thresholds that they tempt.
 */
public final class CaseRun {
  private static final String FORMAT = "calls";

  private final CaseBrain brain;

  /** A run by these rules and this model. */
  public CaseRun(CaseBrain brain) {
    this.brain = brain;
  }

  /**
   * Plays one case.
   *
   * @throws IOException when its calls cannot be read, in one line
   */
  public CaseResult play(Case one) throws IOException {
    CaseJudge judge = new CaseJudge(one);
    List<Heard> heard = new ArrayList<>();
    RunFigures figures = hear(one, brain.whole(one.detector(), one.registry()), heard);
    List<String> wrong = new ArrayList<>(judge.wrong(heard));
    List<Heard> without = new ArrayList<>();
    if (!brain.has(one.detector())) {
      wrong.add("there is no detector " + one.detector());
    } else if (!one.isLookAlike()) {
      hear(one, brain.without(one.detector(), one.registry()), without);
    } else if (!one.file().tempts().isEmpty()) {
      wrong.addAll(untempted(one));
    }
    return new CaseResult(
        one, wrong, judge.survivors(without), judge.seconds(heard), figures.calls());
  }

  /** A look-alike that nothing would mistake for an attack shows nothing. */
  private List<String> untempted(Case one) throws IOException {
    List<Heard> heard = new ArrayList<>();
    try {
      hear(one, brain.with(one.detector(), one.file().tempts(), one.registry()), heard);
    } catch (IllegalArgumentException e) {
      return List.of("tempts: " + e.getMessage());
    }
    boolean tempted = heard.stream().anyMatch(h -> h.detectors().contains(one.detector()));
    return tempted
        ? List.of()
        : List.of("tempts nobody: quiet with thresholds " + one.file().tempts() + " too");
  }

  private static RunFigures hear(Case one, Book book, List<Heard> heard) throws IOException {
    RunFigures figures =
        new HistoryRun(
                FORMAT,
                new LineContext("default", "default", null, null),
                ParserSettings.shipped(MaskingKeys.wellKnown()),
                book,
                AlertingConfig.defaults(),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Set.of())
            .alerts(
                List.of(one.calls().toString()),
                alert -> {
                  if (!alert.isCampaign()) {
                    heard.add(Heard.of(alert));
                  }
                });
    if (figures.rejects() > 0) {
      throw new IOException(
          one.calls() + ": " + figures.rejects() + " lines are no calls (expected: format calls)");
    }
    return figures;
  }
}
