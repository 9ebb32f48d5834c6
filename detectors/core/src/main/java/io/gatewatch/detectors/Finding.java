package io.gatewatch.detectors;

import java.util.List;

/**
 * What a detector says about one observation; the judge makes a {@link Detection} of it.
 *
 * @param score strength, 0..1
 * @param verb what the entity does, such as "is walking through object ids (BOLA)"
 * @param summary the reason, with numbers
 * @param counterfactual what would have kept it quiet
 */
public record Finding(
    double score,
    Severity severity,
    String verb,
    String summary,
    List<Evidence> evidence,
    String counterfactual) {}
