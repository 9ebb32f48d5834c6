package io.gatewatch.replaydata.cli;

import io.gatewatch.models.ModelCard;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.Stage;
import java.util.Locale;

/** The registry for people. */
final class ModelsText {
  private ModelsText() {}

  static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  static String card(ModelRegistry.Entry entry, ModelCard card) {
    StringBuilder out = new StringBuilder();
    line(out, "model", entry.model());
    line(out, "stage", word(entry.stage()) + " since " + entry.since());
    line(out, "sha256", entry.sha256());
    line(out, "trainer", card.trainer() + ", seed " + card.seed());
    line(out, "judges", card.cohort() + " agents, severity " + card.severity());
    line(out, "features", "schema " + card.schemaVersion());
    line(out, "data", card.data());
    line(out, "", "sha256 " + card.dataSha256());
    line(out, "", card.from() + " to " + card.to());
    line(out, "rows", card.rows() + ", calibrated on " + card.calibrated());
    card.warnings().forEach(warning -> line(out, "warning", warning));
    line(out, "weak", card.weaknesses());
    return out.toString();
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(String.format(Locale.ROOT, "%-9s %s%n", name, value));
  }

  /** An event that bore on a model. */
  static String line(Event event, ModelRegistry.Entry entry) {
    return String.format(
        Locale.ROOT,
        "%s  %s%s by %s%s: %s%n",
        event.time(),
        event.action().name().toLowerCase(Locale.ROOT),
        whom(event, entry),
        event.who(),
        event.from() == null ? "" : ", from " + event.from(),
        event.why());
  }

  /** Of whom it was, when not of this one. */
  private static String whom(Event event, ModelRegistry.Entry entry) {
    String before = event.action() == Event.Action.ROLLBACK ? " to " : " ";
    if (event.sha256() == null) {
      return before + (event.action() == Event.Action.ROLLBACK ? "rules alone" : "none");
    }
    if (!event.sha256().equals(entry.sha256())) {
      return before + event.model();
    }
    return event.action() == Event.Action.ROLLBACK ? " to it" : "";
  }
}
