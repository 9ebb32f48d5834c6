package io.gatewatch.collector;

/**
 * What became of a body; told only after the broker has every row of it.
 *
 * @param accepted lines that became calls
 * @param rejected lines that became rejects
 * @param firstReason why the first of those was rejected; null when none was
 * @param firstRejected which line of the body that was, counted from 1 as the body is cut: lines
 *     that are not blank, elements of an array; 0 when none was
 */
public record IntakeReport(int accepted, int rejected, String firstReason, int firstRejected) {}
