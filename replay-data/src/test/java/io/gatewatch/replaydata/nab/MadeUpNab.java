package io.gatewatch.replaydata.nab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** A folder in NAB's shape: a week that swings by day, with one burst; and one without. */
public final class MadeUpNab {
  private static final int DAY = 288;
  private static final int BURST = 6 * DAY + 30;

  private MadeUpNab() {}

  /** Writes series and labels. */
  public static void write(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data/made"));
    Files.writeString(data.resolve("burst.csv"), series(BURST));
    Files.writeString(data.resolve("calm.csv"), series(-1));
    Path labels = Files.createDirectories(folder.resolve("labels"));
    Files.writeString(
        labels.resolve("combined_windows.json"),
        "{\"made/burst.csv\": [[\"%s.000000\", \"%s.000000\"]], \"made/calm.csv\": []}"
            .formatted(timestamp(BURST - 50), timestamp(BURST + 50)));
  }

  private static String series(int burst) {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("timestamp,value\n");
    for (int i = 0; i < 7 * DAY; i++) {
      double day = 30 - 20 * StrictMath.cos(2 * Math.PI * i / DAY);
      double value = day + 4 * random.nextDouble() + (i >= burst && burst > 0 ? 40 : 0);
      text.append(timestamp(i)).append(',').append(value).append('\n');
    }
    return text.toString();
  }

  private static String timestamp(int row) {
    return LocalDateTime.of(2026, 1, 5, 0, 0)
        .plusMinutes(5L * row)
        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
  }
}
