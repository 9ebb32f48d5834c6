package io.gatewatch.models.registry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where every model stands: a fold over what was done. */
public final class Stages {
  private static final int MOST_NAMED = 5;

  private final Map<String, ModelRegistry.Entry> models = new LinkedHashMap<>();

  /** Champions so far that were not rolled back, the newest first; none is rules alone. */
  private final Deque<String> champions = new ArrayDeque<>();

  private int seen;
  private String shadow;
  private Instant shadowFrom;
  private Instant shadowSaid;
  private boolean saidOfShadow;

  private Stages() {}

  static Stages of(List<Event> events) {
    Stages stages = new Stages();
    events.forEach(stages::add);
    return stages;
  }

  /**
   * What was done with a model: all that names it, and all that changed its stage, such as the
   * promotion of another one or a rollback to what judged before it.
   */
  public static List<Event> done(String sha256, List<Event> events) {
    Stages stages = new Stages();
    List<Event> done = new ArrayList<>();
    for (Event event : events) {
      Stage before = stages.stage(sha256);
      stages.add(event);
      if (sha256.equals(event.sha256()) || before != stages.stage(sha256)) {
        done.add(event);
      }
    }
    return done;
  }

  private Stage stage(String sha256) {
    ModelRegistry.Entry entry = models.get(sha256);
    return entry == null ? null : entry.stage();
  }

  private void add(Event event) {
    seen = event.sequence();
    switch (event.action()) {
      case ADD -> models.putIfAbsent(event.sha256(), entry(event, Stage.CANDIDATE));
      case SHADOW -> {
        leaveShadow(event);
        saidOfShadow = true;
        if (event.sha256() != null) {
          shadow = event.sha256();
          shadowFrom = event.from() == null ? null : since(event);
          shadowSaid = event.time();
          models.put(shadow, entry(event, Stage.SHADOW));
        }
      }
      case PROMOTE -> {
        retire(event);
        champions.push(event.sha256());
        judges(event);
      }
      case ROLLBACK -> {
        retire(event);
        champions.poll();
        if (event.sha256() == null) {
          // Where the one before could not judge any more, those before it do not come back.
          champions.clear();
        } else {
          judges(event);
        }
      }
      case REFUSE, RETIRE_FIXTURE -> {
        // Nothing changed.
      }
    }
  }

  /** A champion is not on trial any more. */
  private void judges(Event event) {
    if (event.sha256().equals(shadow)) {
      shadow = null;
    }
    models.put(event.sha256(), entry(event, Stage.CHAMPION));
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
    return new ModelRegistry.Entry(event.sha256(), event.model(), stage, since(event), event.why());
  }

  private static ModelRegistry.Entry renamed(ModelRegistry.Entry entry, Stage stage, Event event) {
    return new ModelRegistry.Entry(entry.sha256(), entry.model(), stage, since(event), event.why());
  }

  /** What counts since ever was published before any call flowed: it stands since it was said. */
  private static Instant since(Event event) {
    boolean unknown = event.from() == null || event.from().equals(Instant.EPOCH);
    return unknown ? event.time() : event.from();
  }

  /** Number of the newest event that this was made of; 0 for none. */
  public int seen() {
    return seen;
  }

  /** Hash of the champion; null when rules and baselines judge alone. */
  public String champion() {
    return champions.peek();
  }

  /** Hash of the champion before; null when that was rules and baselines alone. */
  public String before() {
    return champions.stream().skip(1).findFirst().orElse(null);
  }

  /** Hash of the shadow; null for none. */
  public String shadow() {
    return shadow;
  }

  /** Whether anybody ever said which model is the shadow, or that none is. */
  public boolean saidOfShadow() {
    return saidOfShadow;
  }

  /**
   * Since which event time the shadow scores live traffic; null without one, or when no running
   * system was told.
   */
  public Instant shadowFrom() {
    return shadow == null ? null : shadowFrom;
  }

  /** When it was said that the shadow is to be it, by the clock of who did; null without one. */
  public Instant shadowSaid() {
    return shadow == null ? null : shadowSaid;
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
    if (found.size() == 1 && !said.isEmpty()) {
      return found.get(0);
    }
    String which =
        found.stream()
            .limit(MOST_NAMED)
            .map(m -> m.model() + " (" + m.stage().name().toLowerCase(Locale.ROOT) + ")")
            .collect(Collectors.joining(", ", ": ", found.size() > MOST_NAMED ? ", …" : ""));
    throw new IllegalArgumentException(
        "model "
            + said
            + ": "
            + found.size()
            + " begin so"
            + (found.isEmpty() ? "" : which)
            + " (expected: one; see 'models list')");
  }
}
