package io.gatewatch.openapi;

import io.gatewatch.openapi.SharedSpecs.Specified;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Fills the parameters of a template. */
final class Paths {
  private Paths() {}

  /** Any shape for any parameter. */
  static ToIntFunction<String> mixed(Random random) {
    return name -> random.nextInt(IdShapes.count());
  }

  /** The path with an allowed value, or an id of the shape that its parameter has. */
  static String filled(Specified operation, ToIntFunction<String> shapes, Random random) {
    StringBuilder out = new StringBuilder();
    String template = operation.template();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      String name = template.substring(open + 1, close);
      List<String> choices = operation.choices().get(name);
      out.append(template, from, open)
          .append(
              choices == null
                  ? IdShapes.draw(shapes.applyAsInt(name), random)
                  : choices.get(random.nextInt(choices.size())));
      from = close + 1;
    }
    return out.append(template, from, template.length()).toString();
  }

  /** Where parameters stand, all names alike. */
  static String positions(String template) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      int close = c == '{' ? template.indexOf('}', i) : -1;
      out.append(close < 0 ? String.valueOf(c) : "{}");
      i = close < 0 ? i : close;
    }
    return out.toString();
  }
}
