package io.gatewatch.models.registry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where every model stands: a fold over what was done. */
public final class Stages {
  private final Map<String, ModelRegistry.Entry> models = new LinkedHashMap<>();

  /** Champions so far that were not rolled back; the newest first, null for rules alone. */
  private final Deque<Champion> champions = new ArrayDeque<>();

  private String shadow;
  private Instant shadowFrom;

  private record Champion(String sha256) {}

  private Stages() {}

  static Stages of(List<Event> events) {
    Stages stages = new Stages();
    events.forEach(stages::add);
    return stages;
  }

  private void add(Event event) {
    switch (event.action()) {
      case ADD -> models.putIfAbsent(event.sha256(), entry(event, Stage.CANDIDATE));
      case SHADOW -> {
        leaveShadow(event);
        if (event.sha256() != null) {
          shadow = event.sha256();
          shadowFrom = event.from();
          models.put(shadow, entry(event, Stage.SHADOW));
        }
      }
      case PROMOTE -> {
        if (event.sha256().equals(shadow)) {
          shadow = null;
        }
        retire(event);
        champions.push(new Champion(event.sha256()));
        models.put(event.sha256(), entry(event, Stage.CHAMPION));
      }
      case ROLLBACK -> {
        retire(event);
        champions.poll();
        if (event.sha256() != null) {
          models.put(event.sha256(), entry(event, Stage.CHAMPION));
        }
      }
      case REFUSE -> {
        // Nothing changed.
      }
    }
  }

  private void leaveShadow(Event event) {
    if (shadow != null) {
      models.put(shadow, renamed(models.get(shadow), Stage.CANDIDATE, event));
      shadow = null;
    }
  }

  private void retire(Event event) {
    String before = champion();
    if (before != null) {
      models.put(before, renamed(models.get(before), Stage.RETIRED, event));
    }
  }

  private static ModelRegistry.Entry entry(Event event, Stage stage) {
    Instant since = event.from() == null ? event.time() : event.from();
    return new ModelRegistry.Entry(event.sha256(), event.model(), stage, since, event.why());
  }

  private static ModelRegistry.Entry renamed(ModelRegistry.Entry entry, Stage stage, Event event) {
    Instant since = event.from() == null ? event.time() : event.from();
    return new ModelRegistry.Entry(entry.sha256(), entry.model(), stage, since, event.why());
  }

  /** Hash of the champion; null when rules and baselines judge alone. */
  public String champion() {
    return champions.isEmpty() ? null : champions.peek().sha256();
  }

  /** Hash of the champion before; null when that was rules and baselines alone. */
  public String before() {
    return champions.stream().skip(1).findFirst().map(Champion::sha256).orElse(null);
  }

  /** Hash of the shadow; null for none. */
  public String shadow() {
    return shadow;
  }

  /** Since which event time the shadow scores; null without one. */
  public Instant shadowFrom() {
    return shadow == null ? null : shadowFrom;
  }

  /** All models, in the order in which they were put in. */
  public List<ModelRegistry.Entry> models() {
    return List.copyOf(models.values());
  }

  /**
   * The model that a person means, by version or hash, or the beginning of either.
   *
   * @throws IllegalArgumentException when none or several begin so
   */
  public ModelRegistry.Entry find(String said) {
    List<ModelRegistry.Entry> found =
        models.values().stream()
            .filter(m -> m.model().startsWith(said) || m.sha256().startsWith(said))
            .toList();
    if (found.size() != 1 || said.isEmpty()) {
      throw new IllegalArgumentException(
          "model " + said + ": " + found.size() + " begin so (expected: one; see 'models list')");
    }
    return found.get(0);
  }
}
