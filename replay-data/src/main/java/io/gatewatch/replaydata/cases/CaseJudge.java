package io.gatewatch.replaydata.cases;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds what was heard against what a case expects. */
final class CaseJudge {
  private final Case about;
  private final long begin;

  CaseJudge(Case about) {
    this.about = about;
    this.begin = about.file().beginMillis();
  }

  /** What is wrong, one line each: what was expected and not raised, then what nobody expected. */
  List<String> wrong(List<Heard> heard) {
    List<String> wrong = new ArrayList<>();
    for (Expected expected : about.expected()) {
      if (first(expected, heard) == null) {
        wrong.add("expected " + expected + "; got " + got(expected, heard));
      }
    }
    unexpected(heard).forEach(words -> wrong.add("nobody expected " + words));
    return wrong;
  }

  /** Seconds from the beginning to the first expected alert; −1 when none was raised. */
  long seconds(List<Heard> heard) {
    long first = Long.MAX_VALUE;
    for (Expected expected : about.expected()) {
      Heard found = first(expected, heard);
      first = found == null ? first : Math.min(first, found.time());
    }
    return first == Long.MAX_VALUE ? -1 : Math.floorDiv(first - begin, 1000);
  }

  /** Which expected alerts were raised although their detector was not there. */
  List<String> survivors(List<Heard> heardWithout) {
    List<String> survivors = new ArrayList<>();
    for (Expected expected : about.expected()) {
      heardWithout.stream()
          .filter(h -> expected.detector().equals(about.detector()) && h.is(expected, begin))
          .findFirst()
          .ifPresent(h -> survivors.add(h.words(begin)));
    }
    return survivors;
  }

  private Heard first(Expected expected, List<Heard> heard) {
    for (Heard one : heard) {
      if (one.is(expected, begin) && one.detectors().contains(expected.detector())) {
        return one;
      }
    }
    return null;
  }

  /** What comes nearest: the first words of each alert about the same, else of any. */
  private String got(Expected expected, List<Heard> heard) {
    Set<String> near = new LinkedHashSet<>();
    heard.stream()
        .filter(h -> h.entity().equals(expected.entity()))
        .filter(h -> near.size() < 3)
        .forEach(h -> near.add(h.words(begin)));
    return near.isEmpty() ? "nothing about " + expected.entity() : String.join("; ", near);
  }

  /** One line an alert in which a detector speaks that nobody asked, or asked about that one. */
  private Set<String> unexpected(List<Heard> heard) {
    Set<String> alerts = new TreeSet<>();
    Set<String> words = new LinkedHashSet<>();
    for (Heard one : heard) {
      if (!one.detectors().stream().allMatch(d -> mayBe(one, d)) && alerts.add(one.alertId())) {
        words.add(one.words(begin));
      }
    }
    return words;
  }

  private boolean mayBe(Heard one, String detector) {
    return about.file().may().contains(detector)
        || about.expected().stream()
            .anyMatch(
                e ->
                    e.detector().equals(detector)
                        && e.entity().equals(one.entity())
                        && one.time() >= begin);
  }
}
