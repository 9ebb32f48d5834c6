package io.gatewatch.models.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.evaluation.Estimate;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ModelEvaluationJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells an MLflow server where the models of a registry stand. All is told that differs, and not
 * only what has just changed: what failed once is mended with the next change.
 */
final class MlflowStages {
  private static final String VERSION = "gatewatch.version";
  private static final String STAGE = "gatewatch.stage";
  private static final String EVALUATION = "gatewatch.evaluation";

  /** Of 200 versions each: a server that goes on is broken. */
  private static final int MOST_PAGES = 100;

  private static final int MOST_SHOWN = 40;

  /** A version of a registered model, as the server has it. */
  private record Known(String recipe, String number, String run, Map<String, String> tags) {}

  private final MlflowMirror mirror;
  private final MlflowApi api;
  private final ModelRegistry registry;
  private final Map<String, Known> known = new HashMap<>();

  /** All versions that we made, of one model too: {@code recipe/number}. */
  private final Set<String> ours = new HashSet<>();

  private final List<String> remarks = new ArrayList<>();

  MlflowStages(MlflowMirror mirror, MlflowApi api, ModelRegistry registry) {
    this.mirror = mirror;
    this.api = api;
    this.registry = registry;
  }

  /** Tells all; returns lines on what could not be told. */
  List<String> mirror() throws IOException {
    Stages stages = registry.stages();
    TreeSet<String> recipes = new TreeSet<>();
    for (ModelRegistry.Entry entry : stages.models()) {
      String recipe = card(entry).name();
      if (recipes.add(recipe)) {
        look(recipe);
      }
    }
    for (ModelRegistry.Entry entry : stages.models()) {
      boolean judges = entry.stage() == Stage.CHAMPION || entry.stage() == Stage.SHADOW;
      if (judges && !known.containsKey(entry.model())) {
        ModelCard card = card(entry);
        mirror.add(entry.model(), registry.text(entry.sha256()), card, Map.of());
        look(card.name());
      }
      Known version = known.get(entry.model());
      if (version != null) {
        tag(version, STAGE, entry.stage().name().toLowerCase(Locale.ROOT));
        figures(entry, version);
      }
    }
    for (String recipe : recipes) {
      alias(recipe, "champion", stages.champion(), stages);
      alias(recipe, "shadow", stages.shadow(), stages);
    }
    return List.copyOf(remarks);
  }

  private ModelCard card(ModelRegistry.Entry entry) throws IOException {
    return ModelFile.read(registry.text(entry.sha256())).card();
  }

  /** Which versions of a recipe's models the server knows; of several of one model the newest. */
  private void look(String recipe) throws IOException {
    String filter = MlflowApi.encoded("name='" + recipe + "'");
    String page = "";
    int pages = 0;
    do {
      if (++pages > MOST_PAGES) {
        throw new IOException(
            "MLflow lists more than " + MOST_PAGES + " pages of versions of " + recipe);
      }
      JsonNode found =
          api.get("model-versions/search?max_results=200&filter=" + filter + "&page_token=" + page);
      if (found == null) {
        return;
      }
      for (JsonNode version : found.path("model_versions")) {
        Map<String, String> tags = new HashMap<>();
        version
            .path("tags")
            .forEach(t -> tags.put(t.path("key").asText(), t.path("value").asText()));
        Known one =
            new Known(
                recipe,
                version.path("version").asText(),
                version.path("run_id").asText(),
                new HashMap<>(tags));
        if (tags.containsKey(VERSION)) {
          ours.add(recipe + "/" + one.number());
          known.merge(tags.get(VERSION), one, (a, b) -> number(a) > number(b) ? a : b);
        }
      }
      page = MlflowApi.encoded(found.path("next_page_token").asText(""));
    } while (!page.isEmpty());
  }

  private static int number(Known version) {
    return version.number().matches("\\d{1,9}") ? Integer.parseInt(version.number()) : 0;
  }

  private void tag(Known version, String key, String value) throws IOException {
    if (!value.equals(version.tags().put(key, value))) {
      api.post(
          "model-versions/set-tag",
          Map.of("name", version.recipe(), "version", version.number(), "key", key, "value", value),
          null);
    }
  }

  private void alias(String recipe, String alias, String sha256, Stages stages) throws IOException {
    Known holder = sha256 == null ? null : known.get(stages.find(sha256).model());
    String wanted = holder != null && holder.recipe().equals(recipe) ? holder.number() : null;
    JsonNode answer =
        api.get(
            "registered-models/alias?name="
                + MlflowApi.encoded(recipe)
                + "&alias="
                + MlflowApi.encoded(alias));
    String there = answer == null ? "" : answer.at("/model_version/version").asText("");
    boolean theirs = !there.isEmpty() && !ours.contains(recipe + "/" + there);
    if (wanted != null && theirs) {
      remarks.add(
          "MLflow: the alias "
              + alias
              + " of "
              + recipe
              + " is of version "
              + PlainText.of(there, MOST_SHOWN)
              + ", which is not ours, and stays (mend: take it away there, or name the recipe"
              + " otherwise)");
    } else if (wanted != null && !wanted.equals(there)) {
      mirror.alias(recipe, alias, wanted);
    } else if (wanted == null && ours.contains(recipe + "/" + there)) {
      api.delete("registered-models/alias", Map.of("name", recipe, "alias", alias));
    }
  }

  /** Those of the newest evaluation that a promotion was decided on. */
  private void figures(ModelRegistry.Entry entry, Known version) throws IOException {
    int newest = 0;
    String begin = "evaluations/" + entry.sha256() + "-";
    for (String name : registry.store().list("evaluations")) {
      if (name.startsWith(begin)) {
        String number = name.substring(begin.length(), name.length() - ".json".length());
        newest = Math.max(newest, number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0);
      }
    }
    String name = begin + newest + ".json";
    if (newest == 0 || name.equals(version.tags().get(EVALUATION))) {
      return;
    }
    ModelEvaluation found;
    try {
      found =
          ModelEvaluationJson.read(new String(registry.store().get(name), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      remarks.add(name + ": " + e.getMessage() + "; MLflow was told none of its figures");
      return;
    }
    List<Map<String, Object>> metrics =
        MlflowMirror.metrics(named(found), found.data().to().toEpochMilli(), newest);
    api.post("runs/log-batch", Map.of("run_id", version.run(), "metrics", metrics), null);
    tag(version, EVALUATION, name);
  }

  private static Map<String, Double> named(ModelEvaluation found) {
    Map<String, Double> figures = new TreeMap<>();
    put(figures, "recall", found.all().recall());
    put(figures, "average_precision", found.all().averagePrecision());
    put(figures, "false_alerts_per_day", found.all().falseAlertsPerDay());
    put(figures, "lift", found.lift().difference());
    put(figures, "lift_over_rules", found.liftOverRules().difference());
    figures.put("attacks", (double) found.data().attacks());
    figures.put("threshold", found.atBudget().threshold());
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, Estimate estimate) {
    if (estimate != null) {
      figures.put(name, estimate.value());
      figures.put(name + "_low", estimate.low());
      figures.put(name + "_high", estimate.high());
    }
  }
}
