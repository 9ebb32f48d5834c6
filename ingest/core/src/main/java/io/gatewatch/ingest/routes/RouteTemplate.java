package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A path as its template, a pure function of the path: {@code /accounts/22289/balances} becomes
 * {@code /accounts/{id}/balances} and one object of kind account. Words and versions stay; numbers,
 * UUIDs, hex, IBANs, mixtures of letters and digits, drawn-looking words, e-mail addresses, percent
 * signs, anything beyond ASCII or over 40 characters become {@code {id}}. At most 16 segments; what
 * follows is {@code {rest}}.
 *
 * @param route the template, always starting with /
 * @param words the segments that stayed, without versions
 * @param objects the ids that went, in clear
 */
public record RouteTemplate(String route, List<String> words, List<RawObject> objects) {
  /** Most segments of a template. */
  public static final int MAX_SEGMENTS = 16;

  private static final String ID = "{id}";

  public RouteTemplate {
    words = List.copyOf(words);
    objects = List.copyOf(objects);
  }

  /** The template of a path; query and fragment, if any, are cut off. */
  public static RouteTemplate of(String uri) {
    String path = pathOf(uri);
    StringBuilder route = new StringBuilder(path.length());
    List<String> words = new ArrayList<>();
    List<RawObject> objects = new ArrayList<>();
    int segments = 0;
    int from = 0;
    while (from < path.length()) {
      int to = path.indexOf('/', from);
      to = to < 0 ? path.length() : to;
      if (to > from && segments == MAX_SEGMENTS) {
        route.append("/{rest}");
        break;
      }
      if (to > from) {
        segments++;
        append(path.substring(from, to), route, words, objects);
      }
      from = to + 1;
    }
    return new RouteTemplate(route.isEmpty() ? "/" : route.toString(), words, objects);
  }

  /** Resource + read or write, such as accounts.read; logins and tokens are auth.write. */
  public String operationGroup(String method) {
    return OperationNames.group(words, method);
  }

  /** A guess from the words: payment before financial before personal. */
  public Sensitivity sensitivity() {
    return OperationNames.sensitivity(words);
  }

  /** The first path segment as it stands in the template; / for the root. */
  public String firstSegment() {
    int end = route.indexOf('/', 1);
    String first = end < 0 ? route.substring(1) : route.substring(1, end);
    return first.isEmpty() ? "/" : first;
  }

  /** Kind of an object that a word names: accounts → account, parties → party. */
  static String kindOf(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.endsWith("ies") && lower.length() > 4) {
      return lower.substring(0, lower.length() - 3) + "y";
    }
    if (lower.endsWith("sses") || lower.endsWith("uses") || lower.endsWith("xes")) {
      return lower.substring(0, lower.length() - 2);
    }
    boolean plural = lower.endsWith("s") && !lower.endsWith("ss") && lower.length() > 3;
    return plural ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Appends a segment: as it is when it is a word, else as {id} and an object. */
  static void append(
      String segment, StringBuilder route, List<String> words, List<RawObject> objects) {
    boolean afterWord = !route.isEmpty() && route.charAt(route.length() - 1) != '}';
    String before = words.isEmpty() ? null : words.get(words.size() - 1);
    if (PathWords.isWord(segment, afterWord ? before : null)) {
      route.append('/').append(segment);
      if (!PathWords.isVersion(segment.toLowerCase(Locale.ROOT))) {
        words.add(segment);
      }
      return;
    }
    route.append('/').append(ID);
    objects.add(object(before, segment));
  }

  /** The object that a segment names, of the kind of the word before it. */
  static RawObject object(String before, String segment) {
    return new RawObject(before == null ? "object" : kindOf(before), decoded(segment));
  }

  /** The path of a URI, without query and fragment; of a whole URL, what follows its host. */
  static String pathOf(String uri) {
    int end = uri.length();
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
        end = i;
        break;
      }
    }
    int scheme = uri.indexOf("://");
    if (scheme > 0 && scheme < end && uri.charAt(0) != '/') {
      int slash = uri.indexOf('/', scheme + 3);
      return slash < 0 || slash > end ? "" : uri.substring(slash, end);
    }
    return uri.substring(0, end);
  }

  /** Percent-decodes once; bad sequences stay as they are. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      boolean escape = in[i] == '%' && high >= 0 && low >= 0;
      out[length++] = escape ? (byte) (high * 16 + low) : in[i];
      i += escape ? 2 : 0;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
