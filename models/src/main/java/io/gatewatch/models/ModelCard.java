package io.gatewatch.models;

import java.util.List;

/**
 * What a person must know of a model before trusting it.
 *
 * @param data where the vectors came from, in words
 * @param dataSha256 hash of all vectors, in order
 * @param rows vectors in all: three of four train, every fourth calibrates
 * @param p95Distance 95th percentile of the calibration distances
 * @param provenance Tribuo's own record of trainer and data
 */
public record ModelCard(
    String kind,
    int schemaVersion,
    List<String> features,
    String data,
    String dataSha256,
    int rows,
    long seed,
    int clusters,
    double p95Distance,
    String weaknesses,
    String provenance) {}
