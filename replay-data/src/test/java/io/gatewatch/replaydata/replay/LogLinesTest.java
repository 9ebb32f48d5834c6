package io.gatewatch.replaydata.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.formats.Format;
import io.gatewatch.ingest.formats.Formats;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {
  @TempDir private Path folder;

  @Test
  void aBracketInFrontOfALineOfTextIsText() throws IOException {
    String text = "[2026-01-10T13:00:00Z] \"GET / HTTP/1.1\" 200\n[1] x\n";
    assertThat(lines("combined", text)).containsExactlyElementsOf(text.lines().toList());
  }

  @Test
  void anArrayOnALineIsAsManyLinesAndBlankOnesAreNone() throws IOException {
    assertThat(lines("kong", "{\"a\":1}\r\n\n[{\"b\":2},{\"c\":3}]\n{\"d\":4}"))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}", "{\"d\":4}");
    assertThat(lines(null, "[{\"b\":2},{\"c\":3}]")).containsExactly("{\"b\":2}", "{\"c\":3}");
  }

  @Test
  void anEnvelopeIsOpened() throws IOException {
    assertThat(
            lines("azure-apim", "{\"records\":[{\"a\":1},{\"b\":2}]}\n{\"records\":[{\"c\":3}]}\n"))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
  }

  @Test
  void jsonOverManyLinesIsReadWholeUpToABound() throws IOException {
    assertThat(lines("kong", "{\n  \"a\": 1\n}\n")).containsExactly("{\n  \"a\": 1\n}");
    Path huge = folder.resolve("huge.json");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(huge))) {
      out.write("[\n".getBytes(UTF_8));
      byte[] line = ("{\"a\": \"" + "x".repeat(1 << 16) + "\"},\n").getBytes(UTF_8);
      for (int i = 0; i < 300; i++) {
        out.write(line);
      }
    }
    try (LogLines lines = LogLines.open(huge.toString(), Formats.named("kong"))) {
      assertThatThrownBy(lines::next)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("16 MiB");
    }
  }

  private List<String> lines(String format, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("sample.log"), text);
    Format known = format == null ? null : Formats.named(format);
    List<String> found = new ArrayList<>();
    try (LogLines lines = LogLines.open(file.toString(), known)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        found.add(new String(line, UTF_8));
      }
    }
    return found;
  }
}
