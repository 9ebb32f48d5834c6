package io.gatewatch.detectors;

/** What was in force when a finding was made, by short hash; null where none was. */
public record Versions(
    String rules, String models, String catalog, String registry, String features) {}
