package io.gatewatch.replaydata.doctor;

import static io.gatewatch.replaydata.doctor.TextTable.count;
import static io.gatewatch.replaydata.doctor.TextTable.percent;

import java.util.List;
import java.util.Locale;

/** A diagnosis for people: what was found from top to bottom, and what to do about it last. */
public final class DiagnosisText {
  private final Diagnosis found;
  private final TextTable out = new TextTable();

  private DiagnosisText(Diagnosis found) {
    this.found = found;
  }

  /** The text, lines ended by \n, at most about 100 columns wide. */
  public static String of(Diagnosis found) {
    DiagnosisText text = new DiagnosisText(found);
    text.lines();
    if (found.lines().accepted() > 0) {
      text.fields();
      text.callers();
      text.times();
      text.routes();
      text.exposures();
    }
    new AdviceText(found, text.out).write();
    return text.out.toString();
  }

  private void lines() {
    Diagnosis.Lines lines = found.lines();
    out.line(
        String.join(", ", found.inputs())
            + ": "
            + count(lines.read())
            + " lines as "
            + found.format());
    out.blank();
    out.bar("accepted", Share.of(lines.accepted(), lines.read()), count(lines.accepted()));
    for (Diagnosis.Reject reject : found.rejects()) {
      out.bar(reject.reason(), reject.share(), count(reject.count()) + " rejected");
    }
  }

  private void fields() {
    out.title("Fields (share of the calls that have them)");
    for (Diagnosis.Field field : found.fields()) {
      out.bar(field.field(), field.share(), "");
    }
  }

  private void callers() {
    Diagnosis.Identity identity = found.identity();
    long calls = identity.agents() + identity.networks();
    out.title("Who is charged");
    for (Diagnosis.Rule rule : identity.rules()) {
      if (rule.count() > 0) {
        out.bar("rule " + rule.rule(), rule.share(), count(rule.count()));
      }
    }
    out.bar("network", Share.of(identity.networks(), calls), count(identity.networks()));
    if (identity.rules().isEmpty()) {
      out.indented("no identity rule is written for " + found.format() + " (mend: --config FILE)");
    }
    for (Diagnosis.Obstacle obstacle : identity.obstacles()) {
      out.indented(
          "rule "
              + obstacle.rule()
              + " proves nobody in "
              + percent(obstacle.share())
              + " of these: "
              + obstacle.obstacle());
    }
    if (identity.hint() != null) {
      out.wrapped("  ", identity.hint());
    }
    for (Diagnosis.Who who : identity.busiest()) {
      String name = who.name() == null ? "" : " (" + who.name() + ")";
      String known = who.registered() == null || who.registered() ? "" : ", not in the registry";
      out.counted(who.calls(), who.kind() + " " + who.id() + name + known);
    }
  }

  private void times() {
    Diagnosis.Times times = found.times();
    Diagnosis.Ids ids = found.ids();
    out.title("Times and ids");
    out.indented(times.first() + " to " + times.last());
    out.indented(
        percent(times.outOfOrder())
            + " out of order, "
            + percent(times.late())
            + " by more than 60 s; furthest back "
            + seconds(times.furthestBackSeconds()));
    boolean ahead = times.aheadSeconds() >= 0;
    out.indented(
        "the newest is "
            + seconds(Math.abs(times.aheadSeconds()))
            + (ahead ? " ahead of " : " behind ")
            + times.against()
            + ", "
            + percent(times.future())
            + " more than 2 min ahead");
    out.indented(
        "call ids: "
            + percent(ids.gateway())
            + " drawn by the gateway, "
            + percent(ids.client())
            + " chosen by clients, "
            + percent(ids.hash())
            + " hashes of the line; "
            + count(ids.duplicates())
            + " calls came twice");
  }

  private void routes() {
    Diagnosis.Routes routes = found.routes();
    out.title("Routes (" + count(routes.count()) + ")");
    out.bar("in the catalogue", routes.catalogued(), "");
    for (Diagnosis.Route route : routes.busiest()) {
      String operation = route.operation() == null ? "" : "  " + route.operation();
      out.counted(route.calls(), route.method() + " " + route.route() + operation);
    }
    if (!routes.unknown().isEmpty()) {
      out.line("  not in the catalogue:");
      for (Diagnosis.Route route : routes.unknown()) {
        out.counted(route.calls(), route.method() + " " + route.route());
      }
    }
    if (routes.operations() > 0) {
      List<String> unseen = routes.unseen();
      out.wrapped(
          "  ",
          "never called: "
              + unseen.size()
              + " of "
              + routes.operations()
              + " operations"
              + (unseen.isEmpty() ? "" : ", such as " + some(unseen)));
    }
  }

  private void exposures() {
    if (found.exposures().isEmpty()) {
      return;
    }
    out.title("In clear where it should not stand (masked in what we keep)");
    for (Diagnosis.Exposed e : found.exposures()) {
      out.counted(e.calls(), what(e.kind()) + " in " + e.place().replace('_', ' '));
    }
  }

  /** A key may as well be a token or another site's session id: the name of its kind is older. */
  private static String what(String kind) {
    return kind.equals("api_key") ? "secret-looking value (key, token or session id)" : kind;
  }

  private static String some(List<String> all) {
    return String.join(", ", all.subList(0, Math.min(5, all.size())));
  }

  private static String seconds(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    if (seconds < 7200) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return seconds < 172_800
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3600)
        : String.format(Locale.ROOT, "%.1f days", seconds / 86_400);
  }
}
