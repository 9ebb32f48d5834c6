/**
 * The wire form of {@code gatewatch.calls}: Avro single-object encoding, written by hand because a
 * record passes here for every call, and tested against Avro's own reader and writer.
 */
package io.gatewatch.ingest.avro;
