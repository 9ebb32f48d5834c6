package io.gatewatch.replaydata.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @TempDir Path folder;

  @Test
  void linesComeAsTheyStandWithOrWithoutALastLineEnd() throws IOException {
    assertThat(lines(write("a.log", "one\n\nthree"))).containsExactly("one", "", "three");
    assertThat(lines(write("b.log", "one\ntwo\n"))).containsExactly("one", "two");
    assertThat(lines(write("c.log", ""))).isEmpty();
  }

  @Test
  void aLineLongerThanTheBufferIsWhole() throws IOException {
    String longLine = "x".repeat(200_000);
    assertThat(lines(write("long.log", "a\n" + longLine + "\nb")))
        .containsExactly("a", longLine, "b");
  }

  @Test
  void ofALineOfManyMegabytesOnlyWhatAParserLooksAtIsKept() throws IOException {
    List<String> lines = lines(write("huge.log", "y".repeat(10_000_000) + "\nnext"));
    assertThat(lines.get(0)).hasSize((1 << 20) + 1);
    assertThat(lines.get(1)).isEqualTo("next");
  }

  @Test
  void packedFilesAreUnpacked() throws IOException {
    Path gz = folder.resolve("a.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write("one\ntwo".getBytes(StandardCharsets.UTF_8));
    }
    Path zst = folder.resolve("a.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zst))) {
      out.write("one\ntwo".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(lines(gz)).containsExactly("one", "two");
    assertThat(lines(zst)).containsExactly("one", "two");
  }

  @Test
  void aFolderAndAMissingFileAreNamed() {
    assertThatThrownBy(() -> InputFile.open(folder.toString())).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> InputFile.open(folder.resolve("none").toString()))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aPackedFileThatIsNoneOrCutOffIsNamed() throws IOException {
    assertThatThrownBy(() -> lines(write("no.gz", "plain text")))
        .hasMessageContaining("no.gz: cannot be unpacked (")
        .hasMessageEndingWith(")");
    assertThatThrownBy(() -> lines(write("empty.gz", "")))
        .hasMessageContaining("empty.gz: the packed file is cut off after 0 lines");
    for (String name : List.of("cut.gz", "cut.zst")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out =
          name.endsWith("gz") ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
        for (int i = 0; i < 50_000; i++) {
          out.write((i * 7919 % 10_007 + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
      assertThatThrownBy(() -> lines(Files.write(folder.resolve(name), cut)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(name + ": the packed file is cut off after ");
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<String> lines(Path path) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputFile file = InputFile.open(path.toString())) {
      for (byte[] line = file.next(); line != null; line = file.next()) {
        lines.add(new String(line, StandardCharsets.UTF_8));
      }
    }
    return lines;
  }
}
