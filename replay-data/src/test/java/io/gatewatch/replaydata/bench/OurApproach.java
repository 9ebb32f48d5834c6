package io.gatewatch.replaydata.bench;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.evaluate.Cut;
import io.gatewatch.replaydata.evaluate.Raised;
import io.gatewatch.replaydata.replay.MemoryReplay;
import io.gatewatch.replaydata.replay.RefusedMinute;
import io.gatewatch.replaydata.train.ShippedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gatewatch as it ships, with its model or without. */
final class OurApproach implements Approach {
  private final String name;
  private final List<Raised> alerts = new ArrayList<>();
  private final List<Cut> cuts = new ArrayList<>();
  private final List<RefusedMinute> refused = new ArrayList<>();
  private final MemoryReplay replay;

  /**
   * @param registry the agents that are known; null for none
   */
  OurApproach(boolean model, String registry) {
    this(model ? "Gatewatch" : "Gatewatch without models", book(Book.shipped(), model, registry));
  }

  private OurApproach(String name, Book book) {
    this.name = name;
    this.replay = new MemoryReplay(book, this::add, this::add, refused::add);
  }

  /** The shipped rules and model under another alert budget. */
  static OurApproach under(double perDay, String registry) {
    String shipped = RuleSet.shipped().text();
    String rules = shipped.replaceFirst("alerts: \\{perDay: [^}]+}", budget(perDay));
    Book book =
        Book.of(
            List.of(
                ControlRecord.of(ControlRecord.RULES, ControlDesk.GIVEN, 1, Instant.EPOCH, rules)));
    return new OurApproach(budget(perDay), book(book, true, registry));
  }

  private static String budget(double perDay) {
    return "alerts: {perDay: " + perDay + "}";
  }

  /** A campaign's row only repeats its members. */
  private void add(Alert alert) {
    if (!alert.isCampaign()) {
      alerts.add(Raised.of(alert));
    }
  }

  private void add(QuotaUpdate update) {
    Cut cut = Cut.of(update);
    if (cut != null) {
      cuts.add(cut);
    }
  }

  static Book book(Book book, boolean model, String registry) {
    if (registry != null) {
      book.add(
          ControlRecord.of(ControlRecord.REGISTRY, ControlDesk.GIVEN, 1, Instant.EPOCH, registry));
    }
    if (model) {
      book.add(
          ControlRecord.of(
              ControlRecord.MODEL, ControlDesk.GIVEN, 1, Instant.EPOCH, ShippedModel.text()));
    }
    return book;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void call(ApiCall call, int bytes) {
    replay.call(call, bytes);
  }

  @Override
  public void finish() {
    replay.finish();
  }

  @Override
  public List<Raised> alerts() {
    return alerts;
  }

  @Override
  public List<Cut> cuts() {
    return cuts;
  }

  @Override
  public List<RefusedMinute> refused() {
    return refused;
  }
}
