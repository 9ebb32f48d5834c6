package io.gatewatch.replaydata.up;

import io.gatewatch.ingest.planted.Secret;
import io.gatewatch.ingest.planted.SecretIndex;
import io.gatewatch.ingest.planted.Uncovering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks for planted secrets, after undoing every disguise, and notes the places where one is. */
final class Leaks {
  /** Texts are looked at in pieces of that size, each with the end of the one before. */
  private static final int PIECE = 128 << 10;

  private static final int LONGEST_SECRET = 2 << 10;

  private final SecretIndex secrets;
  private final Map<String, Secret.Sort> found = new TreeMap<>();
  private final Set<String> places = new TreeSet<>();

  Leaks(List<Secret> secrets) {
    this.secrets = SecretIndex.amongMuch(secrets);
  }

  /** The places where a secret is, and of what sort. */
  Map<String, Secret.Sort> found() {
    return found;
  }

  /** All places that were looked at. */
  Set<String> places() {
    return places;
  }

  void lookAt(String place, String text) {
    lookAt(place, text.getBytes(StandardCharsets.UTF_8));
  }

  void lookAt(String place, byte[] text) {
    places.add(place);
    for (int from = 0; from < text.length && !found.containsKey(place); from += PIECE) {
      int to = Math.min(text.length, from + PIECE);
      byte[] piece = Arrays.copyOfRange(text, Math.max(0, from - LONGEST_SECRET), to);
      Secret shown = isBlank(piece) ? null : new Uncovering(piece).firstShown(secrets);
      if (shown != null) {
        found.put(place, shown.sort());
      }
    }
  }

  /** Key, value and headers. */
  void lookAt(String place, ConsumerRecord<byte[], byte[]> row) {
    lookAtNullable(place, row.key());
    lookAtNullable(place, row.value());
    row.headers()
        .forEach(
            header -> {
              lookAt(place, header.key());
              lookAtNullable(place, header.value());
            });
  }

  /** Names and bytes of all files under a folder; places are the files' paths from there. */
  void lookUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        lookAt(name, name);
        lookAt(name, Files.readAllBytes(file));
      }
    }
  }

  private void lookAtNullable(String place, byte[] text) {
    if (text != null) {
      lookAt(place, text);
    }
  }

  private static boolean isBlank(byte[] piece) {
    for (byte b : piece) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
