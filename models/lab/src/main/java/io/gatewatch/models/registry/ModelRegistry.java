package io.gatewatch.models.registry;

import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Models by their content, and what was done with them. Everything is written once: a model's text
 * under its hash, each event under the next number, so that two people who change something at once
 * cannot overwrite one another.
 *
 * <p>Each event holds the hash of the one before. So a change of any event but the newest is seen
 * when they are read, and so is a hole. Not seen here are a change of the newest event, newest
 * events that were cut off, and a chain that was written anew from some event on: against these the
 * hash of each event is told elsewhere (see {@link Logged}).
 */
public final class ModelRegistry {
  private static final String FILES = "files";
  private static final String EVENTS = "events";

  private static final Pattern EVENT = Pattern.compile(EVENTS + "/\\d{6}\\.json");

  private final Store store;
  private final Clock clock;

  /** A registry in a store, whose events are dated by a clock. */
  public ModelRegistry(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What a registry says of one model. */
  public record Entry(String sha256, String model, Stage stage, Instant since, String why) {}

  /**
   * Something to be done.
   *
   * @param sha256 of the model; null for rules and baselines alone
   * @param model its version; null likewise
   * @param from from which event time on it counts; null when nothing changes for traffic
   * @param basis what a promotion or a refusal rests on; null for the others
   * @param fixture the one that is retired; null for the others
   */
  public record Change(
      String who,
      Event.Action action,
      String sha256,
      String model,
      Instant from,
      String why,
      Event.Basis basis,
      String fixture) {

    /** Of a model. */
    public Change(
        String who,
        Event.Action action,
        String sha256,
        String model,
        Instant from,
        String why,
        Event.Basis basis) {
      this(who, action, sha256, model, from, why, basis, null);
    }

    /** A fixture is asked no more. */
    public static Change retires(String fixture, String who, String why) {
      return new Change(who, Event.Action.RETIRE_FIXTURE, null, null, null, why, null, fixture);
    }
  }

  /** An event and the hash of its bytes, as the next one names it. */
  public record Logged(Event event, String sha256) {}

  /**
   * Puts a model in, as a candidate; one that is there already stays as it is.
   *
   * @param text of the model file
   * @return its hash
   * @throws IllegalArgumentException with one line when it is no model
   */
  public String add(String text, String who, String why) throws IOException {
    AnomalyModel model = ModelFile.open(text);
    String sha256 = Sha256.hex(text);
    boolean fresh = store.create(file(sha256), text.getBytes(StandardCharsets.UTF_8));
    List<Event> events = events();
    boolean known = events.stream().anyMatch(e -> sha256.equals(e.sha256()));
    if (fresh || !known) {
      record(
          new Change(who, Event.Action.ADD, sha256, model.version(), null, why, null),
          events.size());
    }
    return sha256;
  }

  /**
   * The text of a model.
   *
   * @throws IOException when it is not there, or is not what was put in
   */
  public String text(String sha256) throws IOException {
    byte[] content = store.get(file(sha256));
    if (content == null) {
      throw new IOException("model " + sha256 + ": not in the registry");
    }
    if (!Sha256.hex(content).equals(sha256)) {
      throw new IOException("model " + sha256 + ": its content does not match its hash");
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /**
   * Writes down what was done.
   *
   * @param seen number of the newest event that the change was decided on ({@link Stages#seen})
   * @throws IOException when somebody else has changed something since
   */
  public Event record(Change change, int seen) throws IOException {
    List<byte[]> before = written();
    if (before.size() != seen) {
      throw changedMeanwhile();
    }
    String previous = before.isEmpty() ? "" : Sha256.hex(before.get(before.size() - 1));
    Event event =
        new Event(
            seen + 1,
            clock.instant(),
            change.who(),
            change.action(),
            change.sha256(),
            change.model(),
            change.from(),
            change.why(),
            previous,
            change.basis(),
            change.fixture());
    if (!store.create(event(seen + 1), RegistryJson.write(event))) {
      throw changedMeanwhile();
    }
    return event;
  }

  private static IOException changedMeanwhile() {
    return new IOException(
        "somebody else changed the registry meanwhile; nothing was changed (mend: look, and try"
            + " again)");
  }

  /**
   * All that was done, in order.
   *
   * @throws IOException when one but the newest was changed, or one before the newest is missing
   */
  public List<Event> events() throws IOException {
    return log().stream().map(Logged::event).toList();
  }

  /** As {@link #events}, with the hash of each. */
  public List<Logged> log() throws IOException {
    List<Logged> events = new ArrayList<>();
    String previous = "";
    for (byte[] content : written()) {
      int sequence = events.size() + 1;
      Event event = RegistryJson.read(event(sequence), content, Event.class);
      if (event.sequence() != sequence || !event.previous().equals(previous)) {
        throw new IOException(
            event(sequence)
                + ": the chain of events is broken; it, or the one before, was changed");
      }
      previous = Sha256.hex(content);
      events.add(new Logged(event, previous));
    }
    return events;
  }

  private List<byte[]> written() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    // Listed first: what somebody writes meanwhile is no hole.
    for (String name : store.list(EVENTS)) {
      if (EVENT.matcher(name).matches()) {
        String next = event(contents.size() + 1);
        if (!name.equals(next)) {
          throw new IOException(next + ": missing, while later ones are there");
        }
        contents.add(store.get(name));
      }
    }
    return contents;
  }

  /** Where every model stands, in the order in which they were put in. */
  public Stages stages() throws IOException {
    return Stages.of(events());
  }

  /** What else is kept here. */
  public Store store() {
    return store;
  }

  private static String file(String sha256) {
    return FILES + "/" + sha256 + ".json";
  }

  private static String event(int sequence) {
    return String.format(Locale.ROOT, EVENTS + "/%06d.json", sequence);
  }
}
