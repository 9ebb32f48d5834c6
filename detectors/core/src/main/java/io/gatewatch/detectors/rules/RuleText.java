package io.gatewatch.detectors.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/**
 * A text of the rule file that is read further: a condition or a sentence.
 *
 * @param line where it begins in the file, from 1
 */
@JsonDeserialize(using = RuleText.Reader.class)
record RuleText(String text, int line) {

  /**
   * The line of a line within it. A text behind {@code |} keeps its lines; any other is told by
   * where it begins.
   */
  int lineOf(int inner, String file) {
    String first = file.lines().skip(line - 1L).findFirst().orElse("").stripTrailing();
    return first.matches(".*\\|[-+]?") ? line + inner : line;
  }

  static final class Reader extends StdDeserializer<RuleText> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(RuleText.class);
    }

    @Override
    public RuleText deserialize(JsonParser in, DeserializationContext context) throws IOException {
      int line = in.currentTokenLocation().getLineNr();
      if (!in.currentToken().isScalarValue()) {
        return (RuleText) context.handleUnexpectedToken(RuleText.class, in);
      }
      return new RuleText(in.getText(), line);
    }
  }
}
