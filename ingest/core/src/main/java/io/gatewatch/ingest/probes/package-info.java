/**
 * Finds texts with which people try how a server takes them, before the query is dropped and the
 * path becomes a template. {@code words.txt} says what is looked for; one automaton reads every
 * text once, a few of its words are then looked at more closely.
 */
package io.gatewatch.ingest.probes;
