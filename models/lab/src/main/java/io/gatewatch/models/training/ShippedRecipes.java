package io.gatewatch.models.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The recipes that ship. */
public final class ShippedRecipes {
  /** Which minutes are unlike any that agents usually have; needs no labels. */
  public static final String MINUTES_KMEANS = "minutes-kmeans";

  /** The names of all: the first two need no labels, the others do. */
  public static final List<String> NAMES =
      List.of(MINUTES_KMEANS, "one-class", "linear-attacks", "forest-attacks", "xgboost-attacks");

  private ShippedRecipes() {}

  /**
   * The text of one, by its name.
   *
   * @throws IllegalArgumentException when none has this name
   */
  public static String text(String name) {
    String path = "/recipes/" + name + ".yaml";
    try (InputStream in = ShippedRecipes.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "recipe " + name + " (expected: a file, or one of " + NAMES + ")");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
