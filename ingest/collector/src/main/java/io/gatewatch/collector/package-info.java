/**
 * The collector: receivers and the raw-topic normaliser. A body that comes in over HTTP or Kafka is
 * cut into lines, each line becomes a call on {@code gatewatch.calls} or a row of {@code
 * gatewatch.rejects}, and once a second every partition learns from a {@link
 * io.gatewatch.ingest.Clock} how far time has come. The only place of the house with a wall clock.
 */
package io.gatewatch.collector;
