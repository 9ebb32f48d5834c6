package io.gatewatch.models.evaluation;

import java.time.Instant;

/**
 * What a reviewer is shown of a window: whose and when, and nothing of any score. A line of {@code
 * review.ndjson}.
 *
 * @param id to say the verdict of
 * @param agent key of the principal
 * @param from start of its first minute
 * @param to end of its last minute
 */
public record ReviewItem(String id, String agent, Instant from, Instant to) {}
