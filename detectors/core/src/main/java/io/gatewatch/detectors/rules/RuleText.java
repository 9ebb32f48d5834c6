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
 * @param column where in that line, from 1
 */
@JsonDeserialize(using = RuleText.Reader.class)
record RuleText(String text, int line, int column) {

  /**
   * The line of a line within it. A text behind {@code |} keeps its lines; any other is told by
   * where it begins.
   */
  int lineOf(int inner, String file) {
    return keepsLines(file) ? line + inner : line;
  }

  /**
   * The place in the file's line of a character in a line within it, both from 1; 0 where it is not
   * known: in a folded text, or behind a character that the file writes otherwise.
   */
  int columnOf(int inner, int character, String file) {
    String told = text.lines().skip(inner - 1L).findFirst().orElse("");
    String row = row(lineOf(inner, file), file);
    int at = row.indexOf(told, keepsLines(file) ? 0 : Math.max(0, column - 1));
    return character == 0 || told.isEmpty() || at < 0 ? 0 : at + character;
  }

  private boolean keepsLines(String file) {
    return row(line, file).stripTrailing().matches(".*[:-]\\s+\\|[-+0-9]*(\\s+#.*)?");
  }

  private static String row(int number, String file) {
    return file.lines().skip(number - 1L).findFirst().orElse("");
  }

  static final class Reader extends StdDeserializer<RuleText> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(RuleText.class);
    }

    @Override
    public RuleText deserialize(JsonParser in, DeserializationContext context) throws IOException {
      int line = in.currentTokenLocation().getLineNr();
      int column = in.currentTokenLocation().getColumnNr();
      if (!in.currentToken().isScalarValue()) {
        return (RuleText) context.handleUnexpectedToken(RuleText.class, in);
      }
      return new RuleText(in.getText(), line, column);
    }
  }
}
