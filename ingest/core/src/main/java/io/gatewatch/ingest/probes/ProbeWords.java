package io.gatewatch.ingest.probes;

import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code words.txt}: kind, places, check and word, see there. */
final class ProbeWords {
  private static final String RESOURCE = "/probes/words.txt";

  private ProbeWords() {}

  /** The words that ship. */
  static List<ProbeWord> shipped() {
    try (InputStream in = ProbeWords.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      List<ProbeWord> words = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          words.add(word(line));
        }
      }
      return List.copyOf(words);
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }

  private static ProbeWord word(String line) {
    String[] parts = line.strip().split(" +", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(RESOURCE + ": " + line + " (expected: four columns)");
    }
    String kind = parts[0].toUpperCase(Locale.ROOT);
    return new ProbeWord(
        kind.equals("-") ? null : Probe.Kind.valueOf(kind),
        places(parts[1]),
        WordCheck.valueOf(parts[2].toUpperCase(Locale.ROOT)),
        parts[3]
            .replace('~', ' ')
            .replace("\\n", "\n")
            .replace("\\0", "\0")
            .toLowerCase(Locale.ROOT));
  }

  private static int places(String letters) {
    int places = 0;
    for (int i = 0; i < letters.length(); i++) {
      places |=
          switch (letters.charAt(i)) {
            case 'p' -> ProbeWord.bit(Place.PATH);
            case 'q' -> ProbeWord.bit(Place.QUERY);
            case 'r' -> ProbeWord.bit(Place.REFERER);
            case 'a' -> ProbeWord.bit(Place.USER_AGENT);
            default ->
                throw new IllegalArgumentException(
                    RESOURCE + ": place " + letters + " (expected: letters of pqra)");
          };
    }
    return places;
  }
}
