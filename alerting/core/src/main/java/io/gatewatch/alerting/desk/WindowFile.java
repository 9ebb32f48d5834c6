package io.gatewatch.alerting.desk;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.gatewatch.detectors.Category;
import io.gatewatch.ingest.config.Where;
import io.gatewatch.ingest.config.YamlFile;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maintenance windows and snoozes as people write them, in YAML; the payload of control records of
 * the kinds that {@link DeskBook} names. Its form is that of the maintenance schema.
 *
 * @param by who says so, in order of name; empty when nobody is named
 */
record WindowFile(List<MaintenanceWindow> windows, List<Snooze> snoozes, SortedSet<String> by) {
  private static final YamlFile FILE =
      new YamlFile("maintenance", "a maintenance file", "maintenance or snoozes, and a list below");

  private record Text(List<WindowText> maintenance, List<SnoozeText> snoozes, String by) {}

  private record WindowText(
      String id,
      String reason,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Where> where,
      List<String> agents,
      List<String> routes,
      List<Category> categories,
      String from,
      String to,
      List<String> days,
      String start,
      String end,
      String zone,
      String by) {}

  private record SnoozeText(
      String alert, String until, List<String> unless, String reason, String by) {}

  /**
   * Reads a file.
   *
   * @param since from when its snoozes count
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  static WindowFile read(String yaml, Instant since) {
    Text text = FILE.read(yaml, Text.class);
    if (text == null) {
      return new WindowFile(List.of(), List.of(), new TreeSet<>());
    }
    TreeSet<String> by = new TreeSet<>();
    add(by, text.by());
    List<MaintenanceWindow> windows = new ArrayList<>();
    for (WindowText w : orEmpty(text.maintenance())) {
      windows.add(window(w, "maintenance " + w.id() + ": "));
      add(by, w.by());
    }
    List<Snooze> snoozes = new ArrayList<>();
    for (SnoozeText s : orEmpty(text.snoozes())) {
      snoozes.add(snooze(s, since, "snooze " + s.alert() + ": "));
      add(by, s.by());
    }
    return new WindowFile(List.copyOf(windows), List.copyOf(snoozes), by);
  }

  /** The reasons it gives, in words. */
  String reasons() {
    return Stream.concat(
            windows.stream().map(MaintenanceWindow::reason), snoozes.stream().map(Snooze::reason))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Whether it closes nothing: such a record ends what was said before under its id. */
  boolean isEmpty() {
    return windows.isEmpty() && snoozes.isEmpty();
  }

  private static void add(SortedSet<String> by, String name) {
    if (name != null && !name.isBlank()) {
      by.add(name);
    }
  }

  private static MaintenanceWindow window(WindowText w, String place) {
    expect(w.id() != null && w.reason() != null, place + "no id or reason");
    boolean once = w.days() == null && w.start() == null && w.end() == null && w.zone() == null;
    boolean weekly = w.days() != null && w.start() != null && w.end() != null && w.zone() != null;
    expect(once || weekly, place + "(expected: all of days, start, end and zone, or from and to)");
    Instant from = time(w.from(), place + "from");
    Instant to = time(w.to(), place + "to");
    expect(weekly || (from != null && to != null), place + "(expected: from and to)");
    expect(from == null || to == null || from.isBefore(to), place + "to is not after from");
    WindowTimes when =
        weekly ? weekly(w, from, to, place) : new WindowTimes(from, to, null, null, null, null);
    Set<Category> explained = MaintenanceWindow.EXPLAINED;
    if (w.categories() != null && !w.categories().isEmpty()) {
      explained = EnumSet.copyOf(w.categories());
    }
    return new MaintenanceWindow(
        w.id(),
        w.reason(),
        w.where() == null ? List.of(Where.ANY) : List.copyOf(w.where()),
        orEmpty(w.agents()),
        orEmpty(w.routes()),
        explained,
        when,
        w.by());
  }

  private static WindowTimes weekly(WindowText w, Instant from, Instant to, String place) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    w.days().forEach(day -> days.add(day(day, place)));
    try {
      return new WindowTimes(
          from,
          to,
          days,
          LocalTime.parse(w.start()),
          LocalTime.parse(w.end()),
          ZoneId.of(w.zone()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          place + "start, end, zone (expected: such as 22:30, 02:00 and Europe/London)", e);
    }
  }

  private static DayOfWeek day(String text, String place) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(text.toUpperCase(Locale.ROOT)) && text.length() == 2) {
        return day;
      }
    }
    throw new IllegalArgumentException(place + "days: " + text + " (expected: MO to SU)");
  }

  private static Snooze snooze(SnoozeText s, Instant since, String place) {
    expect(s.alert() != null && s.reason() != null, place + "no alert or reason");
    List<String> unless = orEmpty(s.unless());
    for (String condition : unless) {
      expect(
          condition.equals("graver") || condition.equals("another_detector"),
          place + "unless: " + condition + " (expected: graver or another_detector)");
    }
    Instant until = time(s.until(), place + "until");
    expect(until != null || !unless.isEmpty(), place + "no end (expected: until or unless)");
    return new Snooze(
        s.alert(),
        since,
        until,
        unless.contains("graver"),
        unless.contains("another_detector"),
        s.reason(),
        s.by());
  }

  private static Instant time(String text, String place) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          place + ": " + text + " (expected: RFC 3339, such as 2026-03-02T22:00:00Z)", e);
    }
  }

  private static void expect(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
