package io.gatewatch.ingest.planted;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An output, and everything that it turns into when encodings are undone: percent twice, base64 and
 * base64url from every alignment, hex; in lower case, and once more without what parts groups.
 */
public final class Uncovering {
  private static final int SHORTEST_RUN = 8;

  private final List<String> views = new ArrayList<>();

  /** Uncovers an output. */
  public Uncovering(byte[] output) {
    String text = new String(output, StandardCharsets.ISO_8859_1);
    add(text, 2);
    String percent = percentDecoded(text);
    if (!percent.equals(text)) {
      add(percent, 2);
      add(percentDecoded(percent), 1);
    }
  }

  /** Whether a text stands there. */
  public boolean shows(String secret) {
    String wanted = squeezed(secret.toLowerCase(Locale.ROOT));
    return views.stream().anyMatch(view -> view.contains(wanted));
  }

  /** The first of these secrets that stands there, whole or in part; null when none does. */
  public Secret firstShown(SecretIndex secrets) {
    return views.stream().map(secrets::firstIn).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private void add(String text, int layers) {
    views.add(squeezed(text.toLowerCase(Locale.ROOT)));
    if (layers == 0) {
      return;
    }
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean drawn = (Character.isLetterOrDigit(c) && c < 128) || "+/-_".indexOf(c) >= 0;
      if (!drawn) {
        if (i - from >= SHORTEST_RUN) {
          addDecoded(text.substring(from, i), layers);
        }
        from = i + 1;
      }
    }
  }

  private void addDecoded(String run, int layers) {
    StringBuilder all = new StringBuilder();
    String standard = run.replace('-', '+').replace('_', '/');
    for (int skip = 0; skip < 4; skip++) {
      int end = standard.length() - (standard.length() - skip) % 4;
      int rest = (standard.length() - skip) % 4;
      end = rest > 1 ? standard.length() : end;
      if (end > skip) {
        byte[] bytes = Base64.getDecoder().decode(standard.substring(skip, end));
        all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
      }
    }
    for (int skip = 0; skip < 2; skip++) {
      all.append(unhexed(run.substring(skip))).append('\n');
    }
    add(all.toString(), layers - 1);
  }

  private static String unhexed(String run) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i + 1 < run.length(); i += 2) {
      int high = Character.digit(run.charAt(i), 16);
      int low = Character.digit(run.charAt(i + 1), 16);
      out.append(high < 0 || low < 0 ? '\n' : (char) (high * 16 + low));
    }
    return out.toString();
  }

  private static String percentDecoded(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
      boolean escape = text.charAt(i) == '%' && high >= 0 && low >= 0;
      out.append(escape ? (char) (high * 16 + low) : text.charAt(i));
      i += escape ? 2 : 0;
    }
    return out.toString();
  }

  static String squeezed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (" -.()/+_".indexOf(text.charAt(i)) < 0) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
