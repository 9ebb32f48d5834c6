package io.gatewatch.models.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a model is made: a YAML file that a person writes.
 *
 * @param name small letters, digits and hyphens; models are named after it
 * @param trainer one of {@link Trainers#NAMES}
 * @param parameters of the trainer; what is not said has the trainer's default
 * @param inputs what the model sees, such as {@code calls_1m} or {@code calls_1m/usual_calls_1m}
 * @param cohort class of agents, such as {@code aisp}; {@code all} (default) for every class
 * @param severity of its findings: {@code low} (default) or {@code medium}
 * @param seed of all that is drawn
 * @param minutesPerAgentDay most ordinary minutes of an agent's day that train, so that a busy one
 *     does not drown the others
 * @param split how the time range is cut
 * @param agentsHeldOut share of agents that train nothing, 0 to 0.5
 * @param trusted inputs that may explain the label alone
 * @param search what is tried instead of one set of parameters; null for nothing
 * @param trainedUntil of a model that was trained elsewhere: the last moment of what it has learned
 *     from; null where nobody knows, and for a model that is trained here
 */
public record Recipe(
    String name,
    String trainer,
    Map<String, Double> parameters,
    List<Input> inputs,
    String cohort,
    String severity,
    Long seed,
    Integer minutesPerAgentDay,
    Shares split,
    Double agentsHeldOut,
    List<Input> trusted,
    Search search,
    Instant trainedUntil) {

  /**
   * How a time range is cut: the oldest part trains, the next calibrates, the newest tests.
   *
   * @param train share that trains, over 0
   * @param calibrate share that calibrates, over 0; the two are below 1 together, or 1 when nothing
   *     is to be tested
   */
  public record Shares(double train, double calibrate) {
    public Shares {
      if (!(train > 0 && calibrate > 0 && train + calibrate <= 1)) {
        throw new IllegalArgumentException(
            "split: train "
                + train
                + ", calibrate "
                + calibrate
                + " (expected: 1 together at most)");
      }
    }
  }

  /**
   * A bounded search over parameters.
   *
   * @param trials how many sets are tried, 1 to 100
   * @param parameters values to choose from, of each parameter
   */
  public record Search(int trials, Map<String, List<Double>> parameters) {
    public Search {
      boolean listed =
          parameters != null
              && !parameters.isEmpty()
              && parameters.values().stream()
                  .noneMatch(v -> v == null || v.isEmpty() || v.stream().anyMatch(Objects::isNull));
      if (trials < 1 || trials > 100 || !listed) {
        throw new IllegalArgumentException(
            "search: " + trials + " trials (expected: 1 to 100, and parameters to choose from)");
      }
      parameters = new TreeMap<>(parameters);
    }
  }

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .build())
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  public Recipe {
    if (name == null || !name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: small letters, digits and hyphens, at most 40)");
    }
    Trainers.check(trainer);
    if (inputs == null || inputs.isEmpty()) {
      throw new IllegalArgumentException("inputs: none (expected: features that it sees)");
    }
    if (inputs.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("inputs: one is empty (expected: features that it sees)");
    }
    inputs = List.copyOf(inputs);
    parameters = parameters == null ? Map.of() : new TreeMap<>(parameters);
    cohort = cohort == null ? ModelCard.ALL : cohort;
    Cohorts.check(cohort);
    severity = severity == null ? "low" : severity;
    if (!severity.equals("low") && !severity.equals("medium")) {
      throw new IllegalArgumentException("severity: " + severity + " (expected: low or medium)");
    }
    seed = seed == null ? Long.valueOf(1) : seed;
    minutesPerAgentDay = minutesPerAgentDay == null ? Integer.valueOf(200) : minutesPerAgentDay;
    split = split == null ? new Shares(0.6, 0.2) : split;
    agentsHeldOut = agentsHeldOut == null ? Double.valueOf(0.2) : agentsHeldOut;
    trusted = trusted == null ? List.of() : List.copyOf(trusted);
    if (!(agentsHeldOut >= 0 && agentsHeldOut <= 0.5)) {
      throw new IllegalArgumentException("agentsHeldOut: " + agentsHeldOut + " (expected: 0..0.5)");
    }
    Trainers.check(trainer, parameters, search == null ? null : search.parameters());
    if (trainedUntil != null && !trainer.equals(Trainers.IMPORTED)) {
      throw new IllegalArgumentException(
          "trainedUntil: " + trainedUntil + " (expected: none, but of an imported model)");
    }
    if (minutesPerAgentDay < 1) {
      throw new IllegalArgumentException(
          "minutesPerAgentDay: " + minutesPerAgentDay + " (expected: 1 or more)");
    }
  }

  /**
   * Reads a recipe.
   *
   * @throws IllegalArgumentException with one line when it is none
   */
  public static Recipe read(String yaml) {
    try {
      checkKeys(YAML.readTree(yaml));
      Recipe recipe = YAML.readValue(yaml, Recipe.class);
      if (recipe == null) {
        throw new IllegalArgumentException("recipe: empty");
      }
      return recipe;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("recipe: " + why(e));
    }
  }

  /** Before a value is looked at: a key that is mistyped leaves another one without its value. */
  private static void checkKeys(JsonNode recipe) {
    List<String> known =
        Arrays.stream(Recipe.class.getRecordComponents()).map(c -> c.getName()).toList();
    for (Map.Entry<String, JsonNode> field : recipe.properties()) {
      if (!known.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "recipe: " + field.getKey() + " (expected: one of " + known + ")");
      }
    }
  }

  private static String why(JsonProcessingException e) {
    if (e instanceof MismatchedInputException wrong && wrong.getPath().isEmpty()) {
      return "no keys and values (expected: at least name, trainer and inputs)";
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown.getPropertyName()
          + " (expected: one of "
          + unknown.getKnownPropertyIds()
          + ")";
    }
    boolean ours = e.getCause() instanceof IllegalArgumentException;
    boolean whole = ours && e instanceof ValueInstantiationException v && v.getPath().isEmpty();
    String why = ours ? e.getCause().getMessage() : e.getOriginalMessage();
    String where = whole ? "" : "line " + e.getLocation().getLineNr() + ": ";
    return where + why.lines().findFirst().orElse("");
  }

  /** The recipe as YAML, each default spelt out: read again, it is this recipe. */
  public String text() {
    try {
      return YAML.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recipe always has a YAML form", e);
    }
  }

  /** The same with another seed, for rows that all are to train or calibrate: nothing is tested. */
  public Recipe withoutTest(long other) {
    return new Recipe(
        name,
        trainer,
        parameters,
        inputs,
        cohort,
        severity,
        other,
        minutesPerAgentDay,
        new Shares(0.7, 0.3),
        0.0,
        trusted,
        search,
        trainedUntil);
  }

  /** The same with another seed. */
  public Recipe withSeed(long other) {
    return new Recipe(
        name,
        trainer,
        parameters,
        inputs,
        cohort,
        severity,
        other,
        minutesPerAgentDay,
        split,
        agentsHeldOut,
        trusted,
        search,
        trainedUntil);
  }
}
