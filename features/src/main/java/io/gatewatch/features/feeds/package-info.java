/**
 * What is usual for a source of log lines: when it speaks, and which fields its calls have. Fed by
 * the writers' reports, round by round; says when a source has fallen silent or changed its shape.
 */
package io.gatewatch.features.feeds;
