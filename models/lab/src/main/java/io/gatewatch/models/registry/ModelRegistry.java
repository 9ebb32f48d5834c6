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

/**
 * Models by their content, and what was done with them. Everything is written once: a model's text
 * under its hash, each event under the next number, so that two people who change something at once
 * cannot overwrite one another, and nobody can change what was done.
 */
public final class ModelRegistry {
  private static final String FILES = "files";
  private static final String EVENTS = "events";

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
    boolean known = events().stream().anyMatch(e -> sha256.equals(e.sha256()));
    if (fresh || !known) {
      record(who, Event.Action.ADD, sha256, model.version(), null, why);
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
   * @param sha256 of the model; null for rules and baselines alone
   * @param from from which event time on it counts; null when nothing changed for traffic
   * @throws IOException when somebody else changed something at the same time, too
   */
  public Event record(
      String who, Event.Action action, String sha256, String model, Instant from, String why)
      throws IOException {
    List<byte[]> before = written();
    int sequence = before.size() + 1;
    String previous = before.isEmpty() ? "" : Sha256.hex(before.get(before.size() - 1));
    Event event =
        new Event(sequence, clock.instant(), who, action, sha256, model, from, why, previous);
    if (!store.create(event(sequence), RegistryJson.write(event))) {
      throw new IOException("somebody else changed the registry just now; look, and try again");
    }
    return event;
  }

  /**
   * All that was done, in order.
   *
   * @throws IOException when one was changed or is missing
   */
  public List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    String previous = "";
    for (byte[] content : written()) {
      int sequence = events.size() + 1;
      Event event = RegistryJson.read(event(sequence), content, Event.class);
      if (event.sequence() != sequence || !event.previous().equals(previous)) {
        throw new IOException(
            event(sequence)
                + ": the chain of events is broken; it, or the one before, was changed");
      }
      events.add(event);
      previous = Sha256.hex(content);
    }
    return events;
  }

  private List<byte[]> written() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (int next = 1; ; next++) {
      byte[] content = store.get(event(next));
      if (content == null) {
        break;
      }
      contents.add(content);
    }
    if (store.list(EVENTS).size() > contents.size()) {
      throw new IOException(event(contents.size() + 1) + ": missing, while later ones are there");
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
