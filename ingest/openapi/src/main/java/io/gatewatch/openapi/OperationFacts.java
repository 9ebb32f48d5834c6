package io.gatewatch.openapi;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.catalog.CatalogOperation;
import io.gatewatch.ingest.catalog.OperationNames;
import io.gatewatch.ingest.catalog.Retirement;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** What a specification tells of an operation beside its path. */
final class OperationFacts {
  private static final String SUNSET = "x-sunset";

  private OperationFacts() {}

  /**
   * An operation. Its sensitivity is told by its scopes, else by its tags, and raised by the words
   * of its path; but to payment only when nobody says otherwise: reading scheduled payments with a
   * scope for accounts pays nothing.
   */
  static CatalogOperation of(
      String method, String notation, String id, List<String> tags, List<String> scopes) {
    CatalogOperation plain = CatalogOperation.of(method, notation, id);
    Sensitivity told = told(scopes);
    told = told == Sensitivity.LOW ? told(tags) : told;
    Sensitivity sensitivity = plain.sensitivity();
    if (told != Sensitivity.LOW) {
      boolean pays = told == Sensitivity.PAYMENT;
      Sensitivity capped = sensitivity == Sensitivity.PAYMENT ? Sensitivity.FINANCIAL : sensitivity;
      sensitivity = pays ? told : most(told, capped);
    }
    String scope = scopes.isEmpty() ? null : String.join(" ", scopes);
    return new CatalogOperation(method, notation, id, null, sensitivity, scope);
  }

  /**
   * The scopes of the first alternative that names any; none when an alternative asks for nothing.
   */
  static List<String> scopes(List<SecurityRequirement> alternatives) {
    List<String> first = List.of();
    if (alternatives == null) {
      return first;
    }
    for (SecurityRequirement alternative : alternatives) {
      if (alternative.isEmpty()) {
        return List.of();
      }
      List<String> scopes = new ArrayList<>();
      alternative.values().forEach(scopes::addAll);
      first = first.isEmpty() ? scopes.stream().distinct().sorted().toList() : first;
    }
    return first;
  }

  /**
   * OpenAPI's own word, and the day that many tools write as {@code x-sunset}; null for neither.
   */
  static Retirement retirement(Operation operation) {
    Object day = operation.getExtensions() == null ? null : operation.getExtensions().get(SUNSET);
    boolean dated = day instanceof String || day instanceof Date;
    String sunset = dated ? " sunset " + day(day) : "";
    boolean deprecated = Boolean.TRUE.equals(operation.getDeprecated());
    return deprecated || dated ? Retirement.of((deprecated ? "deprecated" : "") + sunset) : null;
  }

  /** YAML makes a date of a day without quotes. */
  private static String day(Object value) {
    return value instanceof Date date
        ? date.toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString()
        : (String) value;
  }

  private static Sensitivity told(List<String> texts) {
    List<String> words = new ArrayList<>();
    for (String text : texts) {
      String lower = text.toLowerCase(Locale.ROOT);
      words.add(lower.contains("funds") ? "funds-confirmations" : lower);
    }
    return OperationNames.sensitivity(words);
  }

  private static Sensitivity most(Sensitivity one, Sensitivity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
