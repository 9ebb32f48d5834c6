package io.gatewatch.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.util.DeserializationUtils;

/** A file's text as a tree, by swagger-parser's own reading of JSON and YAML. */
final class SpecTree {
  private static final int MOST_CHARACTERS = 33 << 20;

  private SpecTree() {}

  /** The tree; null when the text is neither JSON nor YAML. */
  static JsonNode of(String text) {
    DeserializationUtils.getOptions().setMaxYamlCodePoints(MOST_CHARACTERS);
    try {
      return DeserializationUtils.deserializeIntoTree(text, "");
    } catch (RuntimeException | StackOverflowError e) {
      // An alias that holds itself recurses without end; the file is as bad as any other.
      return null;
    }
  }
}
