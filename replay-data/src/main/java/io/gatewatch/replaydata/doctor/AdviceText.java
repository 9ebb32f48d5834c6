package io.gatewatch.replaydata.doctor;

import static io.gatewatch.replaydata.doctor.TextTable.count;
import static io.gatewatch.replaydata.doctor.TextTable.percent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What to do about a diagnosis: the part that a person should read, so it stands last. */
final class AdviceText {
  private final Diagnosis found;
  private final TextTable out;

  AdviceText(Diagnosis found, TextTable out) {
    this.found = found;
    this.out = out;
  }

  void write() {
    rejects();
    clock();
    detectors();
    others();
    verdict();
  }

  private void rejects() {
    if (found.rejects().isEmpty()) {
      return;
    }
    out.title("Rejected lines");
    for (Diagnosis.Reject reject : found.rejects()) {
      out.line(
          "  "
              + reject.reason()
              + ": "
              + count(reject.count())
              + ", at "
              + String.join(", ", reject.places()));
      out.line("    shape " + cut(reject.shape()));
      out.wrapped("    ", reject.mend());
    }
    if (found.guess() != null) {
      out.line(
          "  These lines look like " + found.guess() + ": try --format " + found.guess() + ".");
    }
  }

  private void clock() {
    if (found.times().zone() != null) {
      out.title("Clock");
      out.wrapped(
          "  ",
          "The times are off by "
              + found.times().zone()
              + ", a whole time zone: local time written or read as UTC. Let the gateway log UTC, or"
              + " a time with its offset.");
    } else if (found.times().future() > 0) {
      out.title("Clock");
      out.wrapped(
          "  ",
          "The gateway's clock is ahead: synchronise it (NTP). Such calls are cut to the time of"
              + " their receipt.");
    }
  }

  private void detectors() {
    if (found.detectors().isEmpty()) {
      return;
    }
    out.title("Detectors that suffer for want of a field");
    Map<String, List<Diagnosis.Ailment>> byField = new LinkedHashMap<>();
    for (Diagnosis.Ailment a : found.detectors()) {
      byField.computeIfAbsent(a.field(), f -> new ArrayList<>()).add(a);
    }
    for (List<Diagnosis.Ailment> of : byField.values()) {
      Diagnosis.Ailment first = of.get(0);
      out.line("  " + first.field() + " (" + percent(first.share()) + " of the calls have it)");
      for (Diagnosis.Ailment a : of) {
        out.line(
            "    "
                + (a.loss().equals("blind") ? "BLIND   " : "weaker  ")
                + a.detector()
                + ": "
                + a.why());
      }
      advice(first.add(), first.never());
    }
  }

  /** Rules of one's own may ask for them, and people do. */
  private void others() {
    List<String> told = found.detectors().stream().map(Diagnosis.Ailment::field).toList();
    List<Diagnosis.Field> others =
        found.fields().stream()
            .filter(f -> f.add() != null || f.never() != null)
            .filter(f -> !told.contains(f.field()))
            .toList();
    if (found.lines().accepted() == 0 || others.isEmpty()) {
      return;
    }
    out.title("Other fields that no call has");
    for (Diagnosis.Field field : others) {
      out.line("  " + field.field());
      advice(field.add(), field.never());
    }
  }

  private void advice(String add, String never) {
    out.wrapped("    ", add == null ? "Cannot be had: " + never : "Add: " + add);
  }

  private void verdict() {
    out.blank();
    TreeSet<String> blind = new TreeSet<>();
    TreeSet<String> weaker = new TreeSet<>();
    for (Diagnosis.Ailment a : found.detectors()) {
      (a.loss().equals("blind") ? blind : weaker).add(a.detector());
    }
    weaker.removeAll(blind);
    String detectors = blind.size() + " detectors blind, " + weaker.size() + " weaker";
    out.line(
        switch (found.verdict()) {
          case NO_CALLS -> "Verdict: no line became a call.";
          case REJECTS -> "Verdict: more than 1 % of the lines are rejected; " + detectors + ".";
          case BLIND -> "Verdict: " + detectors + "; a setting would mend some.";
          case GOOD -> "Verdict: good; " + detectors + ".";
        });
  }

  private static String cut(String shape) {
    return shape.length() <= 80 ? shape : shape.substring(0, 80) + "…";
  }
}
