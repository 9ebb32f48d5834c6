package io.gatewatch.ingest.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The operations that are known, found by method and path. Immutable: a new version is a new
 * catalogue. Where several operations fit, words go before versions, choices and values, segment by
 * segment; of two alike the first-listed wins, and the other is a conflict.
 */
public final class Catalog {
  /** Knows nothing. */
  public static final Catalog EMPTY = new Catalog(List.of());

  private static final int MOST_PATHS = 200_000;

  private final List<CatalogSource> sources;
  private final String text;
  private final String version;
  private final PathNode root = new PathNode();
  private final LearnedPaths learned;
  private final List<String> conflicts = new ArrayList<>();

  private Catalog(List<CatalogSource> sources) {
    this.sources = List.copyOf(sources);
    text = CatalogJson.write(this.sources);
    version = hash(text);
    int paths = 0;
    for (CatalogSource source : this.sources) {
      paths += source.operations().size() * source.basePaths().size();
      if (paths > MOST_PATHS) {
        throw new IllegalArgumentException(
            "catalog: more than " + MOST_PATHS + " paths, at " + source.name());
      }
      add(source);
    }
    learned = LearnedPaths.of(this.sources.stream().flatMap(s -> s.learned().stream()).toList());
  }

  /** One catalogue of several sources; earlier ones win. */
  public static Catalog of(List<CatalogSource> sources) {
    return new Catalog(sources);
  }

  /** What {@link #text} wrote. Throws IllegalArgumentException, saying what is wrong, if not. */
  public static Catalog read(String json) {
    return new Catalog(CatalogJson.read(json));
  }

  /** The operation maps that come with Gatewatch. */
  public static Catalog shipped() {
    return ShippedCatalogs.ALL;
  }

  /** The catalogue as JSON, in its one canonical spelling. */
  public String text() {
    return text;
  }

  /** First 12 hex digits of the SHA-256 of the text. */
  public String version() {
    return version;
  }

  /** Where the operations came from, first-listed first. */
  public List<CatalogSource> sources() {
    return sources;
  }

  /** Operations that can never be found because an earlier one is alike, one line each. */
  public List<String> conflicts() {
    return List.copyOf(conflicts);
  }

  /** Templates learned from traffic, for paths without an operation. */
  public LearnedPaths learned() {
    return learned;
  }

  /** The operation of a method (upper case) and a path; null when none fits. */
  public CatalogMatch match(String method, String path) {
    String plain = RequestPath.of(path);
    return matched(root.find(method, plain, 0), plain);
  }

  /**
   * The same, else what is known of the path with other methods; null when nothing is.
   *
   * @param path as {@link RequestPath#of} gives it
   */
  public CatalogMatch matchOrPath(String method, String path) {
    MethodTable.Entry operation = root.find(method, path, 0);
    if (operation != null) {
      return matched(operation, path);
    }
    MethodTable.Entry other = root.find(null, path, 0);
    return other == null ? null : matched(other, path).without(method);
  }

  private static CatalogMatch matched(MethodTable.Entry entry, String path) {
    if (entry == null) {
      return null;
    }
    return entry.versioned() ? entry.match().withVersionsOf(path) : entry.match();
  }

  private void add(CatalogSource source) {
    for (String base : source.basePaths()) {
      PathPattern under = PathPattern.of(base);
      for (CatalogOperation operation : source.operations()) {
        add(source, operation, operation.pattern().below(under));
      }
    }
  }

  private void add(CatalogSource source, CatalogOperation operation, PathPattern path) {
    CatalogMatch match = CatalogMatch.of(path, operation);
    boolean versioned = match.template().contains("/<");
    MethodTable.Entry added =
        new MethodTable.Entry(operation.method(), match, versioned, source.name());
    MethodTable.Entry present = root.operationsOf(path.segments()).addOrPresent(added);
    if (present != null && !present.match().equals(match)) {
      conflicts.add(
          operation.method()
              + " "
              + match.template()
              + " "
              + match.operationId()
              + " of "
              + source.name()
              + ": hidden by "
              + present.match().operationId()
              + " of "
              + present.source());
    }
  }

  private static String hash(String text) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(sha, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
